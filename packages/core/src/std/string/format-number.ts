import { formatDouble, formatExact } from "./decimal-format.js";
import { parseDecimalPattern, type DecimalPattern } from "./decimal-pattern.js";

/** Java shows no more fraction digits than this of anything but a DECIMAL. */
const MOST_FRACTION = 340;

/** What `format_number` does for a number of digits behind the point: separators every three digits. */
const fixed = (places: number): DecimalPattern => ({
  positive: { prefix: "", suffix: "" },
  negative: { prefix: "-", suffix: "" },
  minInteger: 1,
  maxInteger: Number.MAX_SAFE_INTEGER,
  minFraction: places,
  maxFraction: places,
  grouping: 3,
  multiplier: 1,
  pointAlways: false,
  exponent: 0,
});

const fixedPattern = (places: number): DecimalPattern | null =>
  places < 0 ? null : fixed(Math.min(places, MOST_FRACTION));

/** The pattern of a text, an empty one standing for whole numbers with separators; NULL for a bad one. */
const textPattern = (pattern: string): DecimalPattern | null =>
  pattern === "" ? fixed(0) : (parseDecimalPattern(pattern) ?? null);

/** The pattern of a constant second argument that has been checked. */
export function compileDecimalPattern(places: number | string): DecimalPattern {
  const pattern = typeof places === "number" ? fixedPattern(places) : textPattern(places);
  if (pattern === null) throw new Error(`unchecked pattern ${JSON.stringify(places)}`);
  return pattern;
}

/** A DOUBLE or FLOAT in a constant pattern. */
export const formatNumberDouble = (pattern: DecimalPattern, x: number): string => formatDouble(pattern, x);

/** An integer in a constant pattern. */
export const formatNumberInteger = (pattern: DecimalPattern, x: number | bigint): string =>
  formatExact(pattern, x, 0);

/** The digits of a DECIMAL in a pattern; the scale and pattern are prepared. */
export interface ScaledPattern {
  readonly pattern: DecimalPattern;
  readonly scale: number;
}

export const compileScaledPattern = (places: number | string, scale: number): ScaledPattern => ({
  pattern: compileDecimalPattern(places),
  scale,
});

export const formatNumberDecimal = ({ pattern, scale }: ScaledPattern, unscaled: bigint): string =>
  formatExact(pattern, unscaled, scale);

type Apply<X> = (pattern: DecimalPattern, x: X) => string;

const dynamic = <X>(x: X, places: number | string, apply: Apply<X>): string | null => {
  const pattern = typeof places === "number" ? fixedPattern(places) : textPattern(places);
  return pattern === null ? null : apply(pattern, x);
};

/** {@link formatNumberDouble} in a pattern of the row's own; NULL for less than 0 digits or a bad pattern. */
export const formatDoubleWith = (x: number, places: number | string): string | null =>
  dynamic(x, places, formatDouble);

export const formatIntegerWith = (x: number | bigint, places: number | string): string | null =>
  dynamic(x, places, formatNumberInteger);

export const formatDecimalWith = (scale: number, unscaled: bigint, places: number | string): string | null =>
  dynamic(unscaled, places, (pattern, digits) => formatExact(pattern, digits, scale));
