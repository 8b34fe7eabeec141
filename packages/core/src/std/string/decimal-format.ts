import {
  digitsOfDecimal,
  digitsOfDouble,
  keepDigits,
  parts,
  roundToFraction,
  type DecimalDigits,
} from "./decimal-digits.js";
import type { DecimalPattern } from "./decimal-pattern.js";

/** A DOUBLE or FLOAT in a pattern, halves to the even digit. */
export function formatDouble(pattern: DecimalPattern, x: number): string {
  if (Number.isNaN(x)) return "NaN";
  const scaled = x * pattern.multiplier;
  const { prefix, suffix } = scaled < 0 ? pattern.negative : pattern.positive;
  if (!Number.isFinite(scaled)) return `${prefix}∞${suffix}`;
  return formatDigits(pattern, roundDouble(pattern, scaled), false);
}

/** An integer (scale 0) or a DECIMAL's unscaled digits in a pattern. */
export function formatExact(pattern: DecimalPattern, unscaled: number | bigint, scale: number): string {
  const digits = digitsOfDecimal(BigInt(unscaled) * BigInt(pattern.multiplier), scale);
  const rounded =
    pattern.exponent > 0
      ? keepDigits(digits, pattern.maxInteger + pattern.maxFraction, "even")
      : roundToFraction(digits, pattern.maxFraction, "even");
  return formatDigits(pattern, rounded, scale === 0);
}

/**
 * The shortest digits decide the rounding; where they lie half way, the number itself does, which is
 * seldom exactly what its shortest digits say.
 */
function roundDouble(pattern: DecimalPattern, x: number): DecimalDigits {
  const number = digitsOfDouble(x);
  const keep =
    pattern.exponent > 0 ? pattern.maxInteger + pattern.maxFraction : number.point + pattern.maxFraction;
  if (number.digits.length !== keep + 1 || !number.digits.endsWith("5"))
    return keepDigits(number, keep, "even");
  const side = exactly(x, number);
  const nudged =
    side === 0 ? number : { ...number, digits: number.digits.slice(0, -1) + (side > 0 ? "6" : "4") };
  return keepDigits(nudged, keep, "even");
}

/** Whether a number's exact value is above (1), below (-1) or at (0) its shortest digits, in magnitude. */
function exactly(x: number, { digits, point }: DecimalDigits): number {
  // x = fraction / 2^shift, digits = whole / 10^places.
  let fraction = Math.abs(x);
  let shift = 0;
  while (!Number.isInteger(fraction)) {
    fraction *= 2;
    shift++;
  }
  const places = digits.length - point;
  const exact = BigInt(fraction) * 10n ** BigInt(Math.max(places, 0));
  const shown = BigInt(digits) * 10n ** BigInt(Math.max(-places, 0)) * 2n ** BigInt(shift);
  return exact > shown ? 1 : exact < shown ? -1 : 0;
}

function formatDigits(pattern: DecimalPattern, number: DecimalDigits, integral: boolean): string {
  const { prefix, suffix } = number.negative ? pattern.negative : pattern.positive;
  const body = pattern.exponent > 0 ? scientific(pattern, number) : plain(pattern, number, integral);
  return prefix + body + suffix;
}

function plain(pattern: DecimalPattern, number: DecimalDigits, integral: boolean): string {
  const used = Math.max(0, number.digits.length - number.point);
  const fractionDigits = Math.max(pattern.minFraction, Math.min(used, pattern.maxFraction));
  const [digits, fraction] = parts(number, fractionDigits);
  let whole = (digits === "0" ? "" : digits).padStart(pattern.minInteger, "0");
  if (whole === "" && (fraction === "" || integral)) whole = "0";
  if (pattern.grouping > 0) whole = grouped(whole, pattern.grouping);
  return whole + (fraction !== "" || pattern.pointAlways ? "." : "") + fraction;
}

/** Digits with a comma between groups, counted from the right. */
export function grouped(digits: string, size: number): string {
  const first = digits.length % size || size;
  let result = digits.slice(0, first);
  for (let i = first; i < digits.length; i += size) result += `,${digits.slice(i, i + size)}`;
  return result;
}

function scientific(pattern: DecimalPattern, number: DecimalDigits): string {
  const { maxInteger: most, minFraction } = pattern;
  const zero = number.digits === "";
  let least = pattern.minInteger;
  let exponent = zero ? 0 : number.point;
  if (most > 1 && most > least) {
    exponent = Math.trunc((exponent >= 1 ? exponent - 1 : exponent - most) / most) * most;
    least = 1;
  } else {
    exponent -= least;
  }
  if (zero) exponent = 0;
  const before = zero ? least : number.point - exponent;
  const total = Math.max(pattern.minInteger + minFraction, before, number.digits.length);
  const digits = number.digits.padEnd(total, "0");
  const fraction = digits.slice(before);
  const point = fraction !== "" || pattern.pointAlways ? "." : "";
  const power = Math.abs(exponent).toString().padStart(pattern.exponent, "0");
  return `${digits.slice(0, before)}${point}${fraction}E${exponent < 0 ? "-" : ""}${power}`;
}
