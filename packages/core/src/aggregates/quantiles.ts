import type { DataType } from "../types/index.js";
import { compareDoubles, type Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import { listed } from "./listed.js";
import { toDouble } from "./numbers.js";
import type { AggregateAlgebra, ValuePass } from "./record.js";
import { readList, writeList } from "./state/value-bytes.js";

/** All values, and whether they are in order yet. */
interface Sample {
  readonly values: number[];
  sorted: boolean;
}

/**
 * The value at a share of the way through the values in order, interpolated between its two neighbours, as Spark's
 * `percentile` does; NULL of none. NaN is greater than every number.
 */
export function quantileOf(sorted: ArrayLike<number>, percentage: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * percentage;
  const below = Math.floor(position);
  const above = Math.ceil(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[above] ?? NaN;
  if (below === above || low === high) return low;
  return (above - position) * low + (position - below) * high;
}

/** The same in one pass over the values in order. */
function quantilePass(total: number, percentage: number, number: (value: Value) => number): ValuePass {
  const position = (total - 1) * percentage;
  const below = Math.floor(position);
  const above = Math.ceil(position);
  let seen = 0;
  let low = NaN;
  let high = NaN;
  return {
    add: (value, count) => {
      const before = seen;
      seen += count;
      if (before <= below && below < seen) low = number(value);
      if (before <= above && above < seen) high = number(value);
    },
    finish: () => {
      if (total === 0) return null;
      return below === above || low === high ? low : (above - position) * low + (position - below) * high;
    },
  };
}

/** A quantile from all values; its state holds them. */
export function exactQuantile(argument: DataType, percentage: number): AggregateAlgebra {
  const number = toDouble(argument);
  // The list is nobody else's: it becomes the state as it is.
  const isNumber = argument.kind === "double" || argument.kind === "float" || argument.kind === "int";
  const base = algebra<Sample>({
    init: () => ({ values: [], sorted: true }),
    update(state, value) {
      if (value === null) return state;
      state.values.push(number(value));
      state.sorted = false;
      return state;
    },
    merge: (a, b) => ({ values: mergeSorted(inOrder(a), inOrder(b)), sorted: true }),
    finish: (state) => (state === undefined ? null : quantileOf(inOrder(state), percentage)),
    write: (out, state) => writeList(out, inOrder(state), (to, value) => to.double(value)),
    read: (from) => ({ values: readList(from, (at) => at.double()), sorted: false }),
    pass: (total) => quantilePass(total, percentage, number),
    duckdb: {
      ...listed<Sample>({ init: () => ({ values: [], sorted: true }), update: (state) => state }, argument),
      read: ([values]) => ({
        values: isNumber ? ((values ?? []) as number[]) : ((values ?? []) as readonly Value[]).map(number),
        sorted: false,
      }),
    },
  });
  return base;
}

/** From so many on, an array of doubles alone is sorted sooner, copied there and back. */
const MANY = 256;

function inOrder(state: Sample): readonly number[] {
  const { values } = state;
  if (state.sorted) return values;
  if (values.length < MANY) values.sort(compareDoubles);
  else
    Float64Array.from(values)
      .sort()
      .forEach((value, i) => void (values[i] = value));
  state.sorted = true;
  return values;
}

export function mergeSorted(a: readonly number[], b: readonly number[]): number[] {
  const merged: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (compareDoubles(y, x) < 0) {
      merged.push(y);
      j++;
    } else {
      merged.push(x);
      i++;
    }
  }
  while (i < a.length) merged.push(a[i++] ?? 0);
  while (j < b.length) merged.push(b[j++] ?? 0);
  return merged;
}
