import type { Positions, WindowRead } from "../positions.js";

/**
 * Reads one aggregate, or the latest row, of ranges of a key's rows. What it works out of the rows is shared by every
 * window over them.
 */
export interface RangeReader {
  /** The rows of the next key: `start` to before `end`. */
  readonly begin: (start: number, end: number) => void;
  /** Sets the column of each window at each target. Windows come the shortest first. */
  readonly read: (positions: Positions, windows: readonly WindowRead[]) => void;
}

/** What an aggregate takes of rows: 1 where a row counts; undefined where every row does. */
export type Passing = Uint8Array | undefined;
