import { setNumber } from "../value-column.js";
import type { Passing, RangeReader } from "./reader.js";

/** COUNT: differences of how many rows have counted so far. */
export function countReader(passing: Passing, most: number): RangeReader {
  const before = new Int32Array(passing === undefined ? 0 : most + 1);
  let first = 0;
  return {
    begin: (start, end) => {
      first = start;
      if (passing === undefined) return;
      for (let i = start; i < end; i++)
        before[i - start + 1] = (before[i - start] as number) + (passing[i] as number);
    },
    read: ({ count, hi, target }, windows) => {
      for (const { lo, column: out } of windows) {
        for (let i = 0; i < count; i++) {
          const from = lo[i] as number;
          const to = hi[i] as number;
          const counted =
            passing === undefined
              ? to - from
              : (before[to - first] as number) - (before[from - first] as number);
          setNumber(out, target[i] as number, counted);
        }
      }
    },
  };
}
