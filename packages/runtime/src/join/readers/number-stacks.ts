import { joined, neutralOf, type NumberOp } from "./number-tree.js";
import type { SlidingRanges } from "./two-stacks.js";

/**
 * The fold of every range of numbers by two stacks, as `twoStacks` does it of states: `front` has room for the longest range, rows
 * count from `base` in it and in `numbers`, and range i goes into `out[i]`.
 */
export function slideNumbers(
  op: NumberOp,
  numbers: Float64Array,
  base: number,
  { count, lo, hi }: SlidingRanges,
  front: Float64Array,
  out: Float64Array,
): void {
  const neutral = neutralOf(op);
  let begin = 0;
  let middle = -1;
  let end = 0;
  let back = neutral;
  for (let i = 0; i < count; i++) {
    const from = (lo[i] as number) - base;
    const to = (hi[i] as number) - base;
    if (from >= middle) {
      // The front is used up: it begins here, and ends where the range does.
      fillFront(op, numbers, from, to, front);
      begin = from;
      middle = to;
      end = to;
      back = neutral;
      out[i] = from < to ? (front[0] as number) : neutral;
      continue;
    }
    if (op === "min") {
      for (; end < to; end++) {
        const value = numbers[end] as number;
        if (value < back || back !== back) back = value;
      }
    } else if (op === "max") {
      for (; end < to; end++) {
        const value = numbers[end] as number;
        if (value > back || value !== value) back = value;
      }
    } else for (; end < to; end++) back += numbers[end] as number;
    out[i] = joined(op, front[from - begin] as number, back);
  }
}

/** In place i all from there to the end; of equal numbers the earlier one. */
function fillFront(op: NumberOp, numbers: Float64Array, from: number, to: number, front: Float64Array): void {
  let folded = neutralOf(op);
  if (op === "min") {
    for (let row = to - 1; row >= from; row--) {
      const value = numbers[row] as number;
      if (value <= folded || folded !== folded) folded = value;
      front[row - from] = folded;
    }
  } else if (op === "max") {
    for (let row = to - 1; row >= from; row--) {
      const value = numbers[row] as number;
      if (value >= folded || value !== value) folded = value;
      front[row - from] = folded;
    }
  } else
    for (let row = to - 1; row >= from; row--) {
      folded += numbers[row] as number;
      front[row - from] = folded;
    }
}
