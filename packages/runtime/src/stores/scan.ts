import type { TableRead } from "../ports.js";
import type { GroupReader } from "./decoders.js";
import type { PackedRow } from "./row/index.js";

/** Makes something of rows as they are stored. */
export interface RowTaker<T> {
  /** Begins, or begins anew: the groups of each read, one read behind the other. The same list is the same object. */
  readonly begin: (groups: readonly (readonly GroupReader[])[]) => void;
  /** The rows of the next entity, by the position of the groups; they are good until the call ends. */
  readonly entity: (rows: readonly (PackedRow | undefined)[]) => void;
  readonly end: () => T;
}

/**
 * Gives rows of several tables to a taker, entity after entity: every read asks for the same number of keys. Undefined where
 * that is not enough to answer: a table is not known well enough, has another layout, or several groups that hold one
 * feature. {@link OnlineStore.lookup} answers then.
 */
export type Scan = <T>(
  reads: readonly TableRead[],
  taker: RowTaker<T>,
  deadlineMs: number,
) => T | undefined | Promise<T | undefined>;

/** Whether each name is in one row of a key. */
export const isPlain = (readers: readonly GroupReader[]): boolean =>
  !readers.some(({ overlapping }) => overlapping);
