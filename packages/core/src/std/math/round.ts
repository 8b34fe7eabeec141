import { fitsPrecision, pow10 } from "../../values/decimal.js";
import { toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/index.js";

/** Halves away from zero, halves to even, up, down. */
export type RoundingMode = "halfUp" | "halfEven" | "ceiling" | "floor";

/** The integer nearest to n / unit in a mode; unit is positive. */
function divide(mode: RoundingMode, n: bigint, unit: bigint): bigint {
  const quotient = n / unit;
  const rest = n % unit;
  if (rest === 0n) return quotient;
  const sign = rest < 0n ? -1n : 1n;
  switch (mode) {
    case "ceiling":
      return sign > 0n ? quotient + 1n : quotient;
    case "floor":
      return sign < 0n ? quotient - 1n : quotient;
    case "halfUp":
      return rest * sign * 2n >= unit ? quotient + sign : quotient;
    case "halfEven": {
      const twice = rest * sign * 2n;
      return twice > unit || (twice === unit && quotient % 2n !== 0n) ? quotient + sign : quotient;
    }
  }
}

/** Beyond this many digits nothing is left of a DECIMAL or BIGINT. */
const MANY = 77;

/**
 * A DECIMAL without its last `drop` digits. `back` zeros are put in their place, where they stood before the
 * point. NULL where the result has more than `precision` digits.
 */
export function roundDecimal(
  mode: RoundingMode,
  drop: number,
  back: number,
  precision: number,
  x: bigint,
): bigint | null {
  const rounded = divide(mode, x, pow10(Math.min(drop, MANY)));
  if (rounded === 0n) return 0n;
  if (back > MANY) return null;
  const result = rounded * pow10(back);
  return fitsPrecision(result, precision) ? result : null;
}

/** TINYINT, SMALLINT or INT with its last digits made zeros; wraps to `bits`. */
export function roundInt(mode: RoundingMode, digits: number, bits: number, x: number): number {
  if (digits > 10) return 0;
  const unit = 10 ** digits;
  const rest = Math.abs(x % unit);
  const lower = Math.abs(x) - rest;
  const up = rest * 2 > unit || (rest * 2 === unit && (mode === "halfUp" || (lower / unit) % 2 === 1));
  const rounded = up ? lower + unit : lower;
  const unused = 32 - bits;
  return ((x < 0 ? -rounded : rounded) << unused) >> unused;
}

export function roundBigint(mode: RoundingMode, digits: number, x: Int64): Int64 {
  if (digits > 19) return 0;
  const unit = pow10(digits);
  return toInt64(divide(mode, BigInt(x), unit) * unit);
}

/**
 * FLOAT or DOUBLE to `scale` digits after the point, by the digits it is printed with: 1.005 to two is 1.01,
 * though its bits say a little less.
 */
export function roundDouble(mode: "halfUp" | "halfEven", scale: number, x: number): number {
  if (x < 0) return 0 - roundPositive(mode, scale, -x);
  return x === 0 ? 0 : roundPositive(mode, scale, x);
}

export const roundFloat = (mode: "halfUp" | "halfEven", scale: number, x: number): number =>
  Math.fround(roundDouble(mode, scale, x));

function roundPositive(mode: "halfUp" | "halfEven", scale: number, x: number): number {
  if (scale >= 0 && scale <= 15) {
    const unit = 10 ** scale;
    const scaled = x * unit;
    // Far enough from a half, the error of the product cannot matter.
    if (scaled < 35184372088832) {
      const whole = Math.floor(scaled);
      if (Math.abs(scaled - whole - 0.5) > scaled * 4.440892098500626e-16) {
        return Math.floor(scaled + 0.5) / unit;
      }
    }
  }
  return Number.isFinite(x) ? roundDigits(mode, scale, x) : x;
}

function roundDigits(mode: "halfUp" | "halfEven", scale: number, x: number): number {
  const [mantissa = "", exponent = ""] = x.toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const drop = digits.length - 1 - Number(exponent) - scale;
  if (drop <= 0) return x;
  if (drop > digits.length) return 0;
  return Number(`${divide(mode, BigInt(digits), pow10(drop))}e${-scale}`);
}

/** The nearest integer as a DOUBLE, halves to even, the sign of zero kept. */
export function rint(x: number): number {
  const size = Math.abs(x);
  if (!(size < 4503599627370496)) return x;
  const rounded = size + 4503599627370496 - 4503599627370496;
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}
