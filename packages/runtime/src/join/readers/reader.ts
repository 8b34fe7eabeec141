import type { Positions } from "../positions.js";
import type { ValueColumn } from "../value-column.js";

/**
 * Reads one aggregate, or the latest row, of ranges of a key's rows. What it works out of the rows is shared by every
 * window over them.
 */
export interface RangeReader {
  /** The rows of the next key: `start` to before `end`. */
  readonly begin: (start: number, end: number) => void;
  /** Sets `out` at each target. */
  readonly read: (positions: Positions, out: ValueColumn) => void;
}

/** What an aggregate takes of rows: 1 where a row counts; undefined where every row does. */
export type Passing = Uint8Array | undefined;
