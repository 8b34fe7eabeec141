import type { Positions, WindowRead } from "../positions.js";
import { setNumber } from "../value-column.js";
import { slideNumbers } from "./number-stacks.js";
import { joined, neutralOf, numberTree, type NumberOp } from "./number-tree.js";
import type { Passing, RangeReader } from "./reader.js";
import { longestOf, rowsTaken } from "./two-stacks.js";

/** So many rows two stacks may take for each range: beyond that a tree is quicker. */
const ROWS_A_RANGE = 128;
/** The most rows that are summed up one behind the other: a tree's sums are closer. */
const LONGEST = 65_536;

/** SUM, AVG, MIN and MAX of numbers by two stacks for each window, or over a tree that all windows share. Nothing is ever subtracted. */
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
  const front = new Float64Array(Math.min(most, LONGEST));
  let folded = new Float64Array(0);
  let isBuilt = false;
  let first = 0;
  let size = 0;

  const set = (column: WindowRead["column"], target: number, from: number, to: number, all: number): void => {
    const values = passing === undefined ? to - from : (counted[to] as number) - (counted[from] as number);
    if (values > 0) setNumber(column, target, op === "avg" ? all / values : all);
  };

  const readByStacks = ({ count, hi, target }: Positions, { lo, column }: WindowRead): void => {
    if (folded.length < count) folded = new Float64Array(count);
    const [data, base] = passing === undefined ? [numbers, 0] : [masked, first];
    slideNumbers(op, data, base, { count, lo, hi }, front, folded);
    for (let i = 0; i < count; i++)
      set(
        column,
        target[i] as number,
        (lo[i] as number) - first,
        (hi[i] as number) - first,
        folded[i] as number,
      );
  };

  const readByTree = ({ count, hi, target }: Positions, windows: readonly WindowRead[]): void => {
    if (!isBuilt) {
      if (passing === undefined) tree.build(numbers, first, size);
      else tree.build(masked, 0, size);
    }
    isBuilt = true;
    for (let i = 0; i < count; i++) {
      const to = (hi[i] as number) - first;
      let from = to;
      let all = neutral;
      // A longer window is a shorter one and the rows before that.
      for (const { lo, column } of windows) {
        const start = (lo[i] as number) - first;
        if (start < from) {
          all = joined(op, tree.fold(start, from), all);
          from = start;
        }
        set(column, target[i] as number, from, to, all);
      }
    }
  };

  return {
    begin: (start, end) => {
      first = start;
      size = end - start;
      isBuilt = false;
      if (passing === undefined) return;
      for (let i = 0; i < size; i++) {
        const counts = passing[start + i] as number;
        masked[i] = counts === 1 ? (numbers[start + i] as number) : neutral;
        counted[i + 1] = (counted[i] as number) + counts;
      }
    },
    read: (positions, windows) => {
      const { count, hi } = positions;
      const slides = windows.filter(({ lo }) => {
        const ranges = { count, lo, hi };
        return rowsTaken(ranges) <= ROWS_A_RANGE * count && longestOf(ranges) <= LONGEST;
      });
      for (const window of slides) readByStacks(positions, window);
      if (slides.length < windows.length)
        readByTree(
          positions,
          windows.filter((window) => !slides.includes(window)),
        );
    },
  };
}
