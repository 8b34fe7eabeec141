import { rowValue, type RowColumn } from "../row-column.js";
import { setNumber, setValue } from "../value-column.js";
import type { Passing, RangeReader } from "./reader.js";

/** LATEST and FIRST: for each row the nearest one that counts, before it or after it. The row-level value is LATEST of all rows. */
export function edgeReader(
  which: "latest" | "first",
  column: RowColumn,
  passing: Passing,
  most: number,
): RangeReader {
  const nearest = new Int32Array(passing === undefined ? 0 : most);
  let first = 0;
  const { numbers, nulls } = column;
  return {
    begin: (start, end) => {
      first = start;
      if (passing === undefined) return;
      let found = -1;
      if (which === "latest") {
        for (let i = start; i < end; i++) {
          if (passing[i] === 1) found = i;
          nearest[i - start] = found;
        }
      } else {
        for (let i = end - 1; i >= start; i--) {
          if (passing[i] === 1) found = i;
          nearest[i - start] = found;
        }
      }
    },
    read: ({ count, hi, target }, windows) => {
      for (const { lo, column: out } of windows) {
        for (let i = 0; i < count; i++) {
          const from = lo[i] as number;
          const to = hi[i] as number;
          if (from >= to) continue;
          const edge = which === "latest" ? to - 1 : from;
          const row = passing === undefined ? edge : (nearest[edge - first] as number);
          if (row < from || row >= to) continue;
          if (numbers === undefined) setValue(out, target[i] as number, rowValue(column, row));
          else if (nulls === undefined || nulls[row] === 0)
            setNumber(out, target[i] as number, numbers[row] as number);
        }
      }
    },
  };
}
