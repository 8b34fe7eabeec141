import type { Json } from "./wire.js";

/** An expression to evaluate over one row. */
export interface EvalRequest {
  readonly expr: string;
  /** The types of columns by their names, in Spark's spelling. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Values of columns as JSON has them, bigints too; what is left out is NULL. */
  readonly row?: Readonly<Record<string, unknown>>;
  /** IANA name. */
  readonly timeZone: string;
}

export type EvalAnswer = EvalValue | { readonly error: EvalError };

export interface EvalValue {
  /** In Spark's spelling. */
  readonly type: string;
  /** The value as JSON text: 64-bit integers in all their digits, NaN and infinities as texts. */
  readonly json: string;
  /** The value as Spark's command line prints it. */
  readonly text: string;
  readonly error?: undefined;
}

export interface EvalError {
  readonly code: string;
  readonly message: string;
  /** Offsets in `expr` in UTF-16 units; both 0 where the mistake is not in it. */
  readonly start: number;
  readonly end: number;
  readonly help?: string;
}

/** The same as it came over the wire. */
export interface WireRequest {
  readonly expr: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly row: ReadonlyMap<string, Json>;
}
