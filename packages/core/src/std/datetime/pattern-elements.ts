/* What a datetime pattern is made of. */

export type PatternUse = "parse" | "format";

export interface PatternError {
  /** What is wrong, as the end of a sentence on the pattern. */
  readonly error: string;
  readonly help?: string;
}

/** What a number or a text in a pattern stands for. */
export type Field =
  | "era"
  | "yearOfEra"
  | "year"
  | "quarter"
  | "month"
  | "day"
  | "dayOfYear"
  | "alignedWeekday"
  | "weekday"
  | "half"
  | "hourOfHalf"
  | "clockHourOfHalf"
  | "hour"
  | "clockHour"
  | "minute"
  | "second"
  | "nano"
  | "offset";

/**
 * A number's sign. `minus`: only a minus. `none`: no sign. `exceeds`: a minus, or a plus where the number is
 * longer than its least width.
 */
export type SignRule = "minus" | "none" | "exceeds";

export interface NumberElement {
  readonly kind: "number";
  readonly field: Field;
  readonly min: number;
  readonly max: number;
  readonly sign: SignRule;
  /** Digits of the fixed-width numbers that follow without anything between, to be left for them. */
  readonly behind: number;
}

/** `yy`: the years 2000 to 2099. */
interface ShortYearElement {
  readonly kind: "shortYear";
  readonly field: Field;
  readonly behind: number;
}

export interface FractionElement {
  readonly kind: "fraction";
  readonly min: number;
  readonly max: number;
}

export interface TextElement {
  readonly kind: "text";
  readonly field: Field;
  readonly texts: readonly string[];
  /** The value that the first text stands for. */
  readonly base: number;
}

/** How `X`, `x` and `Z` write an offset: hours, then minutes and seconds as far as given. */
export interface OffsetElement {
  readonly kind: "offset";
  readonly minutes: "always" | "present";
  readonly seconds: "never" | "present";
  readonly colon: boolean;
  readonly zero: string;
}

export type Element =
  | { readonly kind: "literal"; readonly text: string }
  | NumberElement
  | ShortYearElement
  | FractionElement
  | TextElement
  | OffsetElement
  | { readonly kind: "localizedOffset"; readonly full: boolean }
  | { readonly kind: "zoneId" }
  | { readonly kind: "zoneName"; readonly full: boolean; readonly generic: boolean }
  | { readonly kind: "optional"; readonly elements: readonly Element[] };
