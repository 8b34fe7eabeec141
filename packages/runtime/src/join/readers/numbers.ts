import { setNumber } from "../value-column.js";
import { joined, neutralOf, numberTree, type NumberOp } from "./number-tree.js";
import type { Passing, RangeReader } from "./reader.js";

/** SUM, AVG, MIN and MAX of numbers over a tree of partial aggregates. All windows share the tree, and nothing is ever subtracted. */
export function numberReader(
  op: NumberOp,
  numbers: Float64Array,
  passing: Passing,
  most: number,
): RangeReader {
  const neutral = neutralOf(op);
  // Where some rows do not count, a copy of the key's values with what changes nothing in their places.
  const masked = new Float64Array(passing === undefined ? 0 : most);
  const counted = new Int32Array(passing === undefined ? 0 : most + 1);
  const tree = numberTree(op, most);
  let first = 0;

  return {
    begin: (start, end) => {
      first = start;
      const size = end - start;
      if (passing === undefined) {
        tree.build(numbers, start, size);
        return;
      }
      for (let i = 0; i < size; i++) {
        const counts = passing[start + i] as number;
        masked[i] = counts === 1 ? (numbers[start + i] as number) : neutral;
        counted[i + 1] = (counted[i] as number) + counts;
      }
      tree.build(masked, 0, size);
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
            folded = joined(op, tree.fold(start, from), folded);
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
