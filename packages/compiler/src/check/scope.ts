import type { DataType, Place } from "@pinion/core";

/** What the names of an expression can stand for, and what is fixed about where it is evaluated. */
export interface Scope {
  readonly columns: readonly ScopeColumn[];
  /** IANA name: what texts and fields of timestamps are read and printed in. */
  readonly timeZone: string;
  /** Whose columns these are, for messages: "source `trips`", "derived feature `x`". */
  readonly what: string;
  /** What may stand before a column with a dot: `trips` in `trips.fare_amount`. */
  readonly qualifier?: string;
  /** What the columns are called in messages; "column" where it is left out. */
  readonly noun?: string;
}

export interface ScopeColumn {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  /** Where it is declared. */
  readonly place?: Place;
}
