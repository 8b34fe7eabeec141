/** A half-open range of UTF-16 offsets in an expression's evaluated text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The smallest span that holds both. */
export const join = (a: Span, b: Span): Span => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** A range in a file. Offsets are UTF-16 from 0; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** Set where the exact characters could not be told and the place is that of a whole call or file. */
  readonly coarse?: true;
}
