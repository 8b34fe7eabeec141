import { arrayOf, BIGINT, DOUBLE, type DataType } from "../types/index.js";
import { compareValues, type Value } from "../values/index.js";
import { algebra, copied } from "./algebra.js";
import type { AggregateAlgebra, DuckdbPartial, SqlParts } from "./record.js";
import { only } from "./sql.js";
import { readBlock, readList, readValue, writeBlock, writeList, writeValue } from "./state/value-bytes.js";
import { identityOf } from "./tally.js";

/** The state of each term; by a key that is the same for equal terms. */
type Terms = Map<Value, { readonly term: Value; readonly state: unknown }>;

export interface GroupedTypes {
  readonly argument: DataType | undefined;
  readonly term: DataType;
  /** Of the value for one term. */
  readonly value: DataType;
  /** How many terms are kept: those of the greatest values, of equal ones the least terms. */
  readonly limit: number | undefined;
}

/**
 * An aggregate taken for each term by itself: a map from term to value, in the order of terms. `update` takes pairs of
 * term and argument; rows whose term is NULL are skipped.
 */
export function grouped(inner: AggregateAlgebra, types: GroupedTypes): AggregateAlgebra {
  const { term: termType, value: valueType, limit } = types;
  const identity = identityOf(termType);
  const compareTerms = compareValues(termType);
  const compareResults = compareValues(valueType);
  const put = (terms: Terms, found: Value, change: (state: unknown) => unknown): void => {
    const term = found === 0 ? 0 : found;
    const key = identity(term);
    const known = terms.get(key);
    terms.set(key, {
      term: known?.term ?? term,
      state: change(known === undefined ? inner.init() : known.state),
    });
  };
  const base = algebra<Terms>({
    init: () => new Map(),
    update(state, pair, micros) {
      const [term = null, value = null] = pair as readonly Value[];
      if (term !== null) put(state, term, (part) => inner.update(part, value, micros));
      return state;
    },
    merge(earlier, later) {
      const merged: Terms = new Map();
      for (const [key, { term, state }] of earlier) merged.set(key, { term, state: copied(inner, state) });
      for (const [key, { term, state }] of later) {
        const known = earlier.get(key);
        merged.set(
          key,
          known === undefined
            ? { term, state: copied(inner, state) }
            : { term: known.term, state: inner.merge(known.state, state) },
        );
      }
      return merged;
    },
    finish(state, asOf) {
      if (state === undefined || state.size === 0) return inner.finish(undefined, asOf) === null ? null : [];
      const entries = [...state.values()].map((part) => [part.term, inner.finish(part.state, asOf)] as const);
      const byTerm = (a: readonly [Value, Value], b: readonly [Value, Value]): number =>
        compareTerms(a[0], b[0]);
      if (limit === undefined || entries.length <= limit) return entries.toSorted(byTerm);
      const byValue = (a: readonly [Value, Value], b: readonly [Value, Value]): number => {
        if (a[1] === null || b[1] === null) return Number(a[1] === null) - Number(b[1] === null);
        return compareResults(b[1], a[1]);
      };
      return entries
        .toSorted((a, b) => byValue(a, b) || byTerm(a, b))
        .slice(0, limit)
        .toSorted(byTerm);
    },
    write(out, state) {
      const sorted = [...state.values()].toSorted((a, b) => compareTerms(a.term, b.term));
      writeList(out, sorted, (to, part) => {
        writeValue(to, part.term, termType);
        writeBlock(to, inner.encode(part.state));
      });
    },
    read(from) {
      const terms: Terms = new Map();
      for (const { term, state } of readList(from, (at) => ({
        term: readValue(at, termType),
        state: inner.decode(readBlock(at)),
      }))) {
        if (term === null || state === undefined) throw new RangeError("a term's state is broken");
        put(terms, term, () => state);
      }
      return terms;
    },
  });
  return { ...base, duckdb: pairs(base, types, inner.duckdb) };
}

/** DuckDB gathers the tile's pairs; of rows that are but counted, how many each term has. */
function pairs(
  { init, update }: AggregateAlgebra,
  { argument, term }: GroupedTypes,
  inner: DuckdbPartial<unknown> | undefined,
): DuckdbPartial<unknown> {
  const ordered = inner?.ordered === true;
  const timed = inner === undefined || inner.timed === true;
  if (argument === undefined && !ordered && !timed) return termCounts({ init, update }, term);
  const list = (what: string, parts: SqlParts): string =>
    `list(${what}${ordered ? ` ORDER BY ${parts.order}` : ""})${only(parts, `${parts.term} IS NOT NULL`)}`;
  return {
    gathered: true,
    ...(ordered ? { ordered } : {}),
    columns: [
      { sql: (parts) => list(parts.term ?? "NULL", parts), type: arrayOf(term) },
      { sql: (parts) => list(parts.argument, parts), type: arrayOf(argument ?? DOUBLE) },
      ...(timed ? [{ sql: (parts: SqlParts) => list(parts.micros, parts), type: arrayOf(BIGINT) }] : []),
    ],
    read([terms, values, micros]) {
      const times = (micros ?? []) as readonly Value[];
      const all = (values ?? []) as readonly Value[];
      return ((terms ?? []) as readonly Value[]).reduce<unknown>(
        (state, one, i) => update(state, [one, all[i] ?? null], (times[i] ?? 0) as number),
        init(),
      );
    },
  };
}

/** Of every row the same: a term is as good as another of the same value, so what comes out is no longer than the terms. */
function termCounts(
  { init, update }: Pick<AggregateAlgebra, "init" | "update">,
  term: DataType,
): DuckdbPartial<unknown> {
  const histogram = (parts: SqlParts): string =>
    `histogram(${parts.term ?? "NULL"})${only(parts, `${parts.term} IS NOT NULL`)}`;
  return {
    columns: [
      { sql: (parts) => `map_keys(${histogram(parts)})`, type: arrayOf(term) },
      { sql: (parts) => `map_values(${histogram(parts)})::BIGINT[]`, type: arrayOf(BIGINT) },
    ],
    read([terms, counts]) {
      const times = (counts ?? []) as readonly Value[];
      let state = init();
      ((terms ?? []) as readonly Value[]).forEach((one, i) => {
        for (let left = Number(times[i] ?? 0); left > 0; left--) state = update(state, [one, 1], 0);
      });
      return state;
    },
  };
}
