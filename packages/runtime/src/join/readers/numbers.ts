import { setNumber } from "../value-column.js";
import type { Passing, RangeReader } from "./reader.js";

export type NumberOp = "sum" | "avg" | "min" | "max";

/** Each level sums up this many of the level below. */
const FAN = 16;
const SHIFT = 4;

/**
 * SUM, AVG, MIN and MAX of numbers over a tree of partial aggregates, `FAN` to a node: a range is the nodes that it covers
 * whole and the rows at its ends. All windows share the tree, and nothing is ever subtracted.
 */
export function numberReader(
  op: NumberOp,
  numbers: Float64Array,
  passing: Passing,
  most: number,
): RangeReader {
  const neutral = op === "min" ? NaN : op === "max" ? -Infinity : 0;
  // Where some rows do not count, a copy of the key's values with what changes nothing in their places.
  const masked = new Float64Array(passing === undefined ? 0 : most);
  const counted = new Int32Array(passing === undefined ? 0 : most + 1);
  const levels: Float64Array[] = [];
  for (let size = most >> SHIFT; size > 0; size >>= SHIFT) levels.push(new Float64Array(size));
  let rows = numbers;
  let base = 0;
  let first = 0;

  const fold = (from: number, to: number): number => {
    let lo = from;
    let hi = to;
    let data = rows;
    let offset = base;
    let left = neutral;
    let right = neutral;
    for (let level = 0; hi - lo > 2 * FAN && level < levels.length; level++) {
      const start = Math.min(hi, (lo + FAN - 1) & -FAN);
      const end = hi & -FAN;
      left = foldSpan(op, data, offset + lo, offset + start, left);
      right = foldSpan(op, data, offset + end, offset + hi, right);
      lo = start >> SHIFT;
      hi = end >> SHIFT;
      data = levels[level] as Float64Array;
      offset = 0;
    }
    left = foldSpan(op, data, offset + lo, offset + hi, left);
    return joined(op, left, right);
  };

  return {
    begin: (start, end) => {
      first = start;
      const size = end - start;
      if (passing !== undefined) {
        for (let i = 0; i < size; i++) {
          const counts = passing[start + i] as number;
          masked[i] = counts === 1 ? (numbers[start + i] as number) : neutral;
          counted[i + 1] = (counted[i] as number) + counts;
        }
        rows = masked;
        base = 0;
      } else base = start;
      let below = rows;
      let offset = base;
      let nodes = size >> SHIFT;
      for (let level = 0; nodes > 0; level++, nodes >>= SHIFT) {
        const own = levels[level] as Float64Array;
        for (let node = 0; node < nodes; node++) {
          const from = offset + (node << SHIFT);
          own[node] = foldSpan(op, below, from, from + FAN, neutral);
        }
        below = own;
        offset = 0;
      }
    },
    read: ({ count, hi, target }, windows) => {
      for (let i = 0; i < count; i++) {
        const to = (hi[i] as number) - first;
        let from = to;
        let folded = neutral;
        // A longer window is a shorter one and the rows before that.
        for (const { lo, column } of windows) {
          const start = (lo[i] as number) - first;
          if (start < from) {
            folded = joined(op, fold(start, from), folded);
            from = start;
          }
          const values =
            passing === undefined ? to - from : (counted[to] as number) - (counted[from] as number);
          if (values > 0) setNumber(column, target[i] as number, op === "avg" ? folded / values : folded);
        }
      }
    },
  };
}

/** NaN is greater than every number. */
const joined = (op: NumberOp, a: number, b: number): number => {
  if (op === "min") return b < a || a !== a ? b : a;
  if (op === "max") return b > a || b !== b ? b : a;
  return a + b;
};

/** One loop for each: this is where the time goes. */
function foldSpan(op: NumberOp, data: Float64Array, from: number, to: number, start: number): number {
  let folded = start;
  if (op === "min") {
    for (let i = from; i < to; i++) {
      const value = data[i] as number;
      if (value < folded || folded !== folded) folded = value;
    }
    return folded;
  }
  if (op === "max") {
    for (let i = from; i < to; i++) {
      const value = data[i] as number;
      if (value > folded || value !== value) folded = value;
    }
    return folded;
  }
  for (let i = from; i < to; i++) folded += data[i] as number;
  return folded;
}
