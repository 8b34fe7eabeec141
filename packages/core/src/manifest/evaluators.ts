import type { Row, Value } from "../values/index.js";

/** What `evaluators.js` exports for each program. */
export interface Evaluators {
  readonly [name: `row_${string}`]: RowEvaluator;
  readonly [name: `kernel_${string}`]: Kernel;
}

/** Computes a row of outputs into `out`; `failures[i]` goes up by one for each NULL of that reason. */
export type RowEvaluator = (row: Row, out: Value[], failures: Uint32Array | Float64Array) => void;

/**
 * The same over `count` rows of columns. Outputs are allocated by the caller, see {@link Column}; what their
 * validity holds before does not matter. An output that is not wanted is undefined and costs nothing, unless
 * it shares work with one that is; an input may be undefined where no wanted output reads it.
 */
export type Kernel = (
  count: number,
  columns: readonly (Column | undefined)[],
  out: readonly (Column | undefined)[],
  failures: Uint32Array | Float64Array,
) => void;

/**
 * A column of values with validity. Values by type: BOOLEAN Uint8Array; TINYINT, SMALLINT, INT, DATE
 * Int32Array; FLOAT Float32Array; DOUBLE Float64Array; BIGINT, TIMESTAMP and the other Int64 types
 * Float64Array while all are safe integers, otherwise an array of Int64; anything else an array of values.
 * Where a value is NULL its slot holds anything of the type, or null where the array can.
 */
export interface Column {
  values: ColumnValues;
  /** Bit i (of byte i >> 3) is 1 where row i is not NULL; null where no row is. Outputs always have one. */
  readonly validity: Uint8Array | null;
}

export type ColumnValues = Uint8Array | Int32Array | Float32Array | Float64Array | Value[];
