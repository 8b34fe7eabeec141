import { arrayOf, BIGINT, type DataType } from "../types/index.js";
import { compareValues, type Int64, type Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import type { AggregateAlgebra, ValuePass } from "./record.js";
import { only } from "./sql.js";
import { readList, readValue, writeList, writeValue } from "./state/value-bytes.js";

/** How often each value came; by a key that is the same for equal values. */
export type Tally = Map<Value, Counted>;

export interface Counted {
  readonly value: Value;
  readonly count: number;
}

/** A key of a Map for a value that is not NULL: equal values have one key. -0.0 is 0.0, NaN is NaN. */
export function identityOf(type: DataType): (value: Value) => Value {
  if (type.kind !== "binary") return (value) => value;
  return (value) => Array.from(value as Uint8Array, (byte) => String.fromCharCode(byte)).join("");
}

/** Counts distinct values; `finish` makes the aggregate's value of them, `counts: false` keeps only which there are. */
export function tallied(
  argument: DataType,
  finish: (tally: Tally | undefined) => Value,
  counts: boolean,
  pass: () => ValuePass,
): AggregateAlgebra {
  const identity = identityOf(argument);
  const compare = compareValues(argument);
  const add = (tally: Tally, found: Value, times: number): void => {
    const value = found === 0 ? 0 : found;
    const key = identity(value);
    const known = tally.get(key);
    if (known === undefined) tally.set(key, { value, count: times });
    else if (counts) tally.set(key, { value: known.value, count: known.count + times });
  };
  const values = (parts: Parameters<typeof only>[0]): string =>
    counts
      ? `map_keys(histogram(${parts.argument})${only(parts)})`
      : `list(DISTINCT ${parts.argument})${only(parts, `${parts.argument} IS NOT NULL`)}`;
  return algebra<Tally>({
    init: () => new Map(),
    update(state, value) {
      if (value !== null) add(state, value, 1);
      return state;
    },
    merge(earlier, later) {
      const merged = new Map(earlier);
      for (const { value, count } of later.values()) add(merged, value, count);
      return merged;
    },
    finish,
    pass,
    write(out, state) {
      const sorted = [...state.values()].toSorted((a, b) => compare(a.value, b.value));
      writeList(out, sorted, (to, { value, count }) => {
        writeValue(to, value, argument);
        if (counts) to.count(count);
      });
    },
    read(from) {
      const tally: Tally = new Map();
      for (const { value, count } of readList(from, (at) => ({
        value: readValue(at, argument),
        count: counts ? at.count() : 1,
      }))) {
        if (value === null || count === 0) throw new RangeError("a tally of nothing");
        add(tally, value, count);
      }
      return tally;
    },
    duckdb: {
      ...(counts ? {} : { gathered: true }),
      columns: [
        { sql: values, type: arrayOf(argument) },
        ...(counts
          ? [
              {
                sql: (parts: Parameters<typeof only>[0]) =>
                  `map_values(histogram(${parts.argument})${only(parts)})::BIGINT[]`,
                type: arrayOf(BIGINT),
              },
            ]
          : []),
      ],
      read([found, times]) {
        const tally: Tally = new Map();
        const all = (times ?? []) as readonly Int64[];
        ((found ?? []) as readonly Value[]).forEach((value, i) => add(tally, value, Number(all[i] ?? 1)));
        return tally;
      },
    },
  });
}

/** Puts the parts of equal values together, which stand side by side. */
export function eachOnce(
  type: DataType,
  take: (value: Value, count: number) => void,
  finish: () => Value,
): ValuePass {
  const compare = compareValues(type);
  let last: Value = null;
  let times = 0;
  const done = (): void => {
    if (times > 0) take(last === 0 ? 0 : last, times);
  };
  return {
    add: (value, count) => {
      if (times > 0 && compare(last, value) === 0) times += count;
      else {
        done();
        last = value;
        times = count;
      }
    },
    finish: () => {
      done();
      return finish();
    },
  };
}

/** The `n` values that came most often, as {@link ranked} has them, of values in ascending order. */
export function rankedPass(
  type: DataType,
  n: number,
  finish: (values: readonly Value[]) => Value,
): ValuePass {
  const best: Counted[] = [];
  return eachOnce(
    type,
    (value, count) => {
      if (best.length >= n && (best.at(-1)?.count ?? 0) >= count) return;
      // Behind all that came as often: they are less.
      let at = best.length;
      while (at > 0 && (best[at - 1]?.count ?? 0) < count) at--;
      best.splice(at, 0, { value, count });
      if (best.length > n) best.pop();
    },
    () => finish(best.map(({ value }) => value)),
  );
}

/** The values that came most often first; of equally many, the least value first. */
export function ranked(tally: Tally, type: DataType): readonly Value[] {
  const compare = compareValues(type);
  return [...tally.values()]
    .toSorted((a, b) => b.count - a.count || compare(a.value, b.value))
    .map(({ value }) => value);
}
