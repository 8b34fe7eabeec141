import { divideHalfUp, pow10, rescale, toPrecision } from "../../values/decimal.js";
import { toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/*
 * DECIMALs by their unscaled digits: exact, then rounded once, halves away from zero, to the result's
 * scale; NULL where its precision does not hold that. In front stand the scales of the operands and the
 * precision and scale of the result.
 */

export function addDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  scale: number,
  a: bigint,
  b: bigint,
): bigint | null {
  const common = Math.max(scaleA, scaleB);
  return toPrecision(rescale(a, scaleA, common) + rescale(b, scaleB, common), common, precision, scale);
}

export function subtractDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  scale: number,
  a: bigint,
  b: bigint,
): bigint | null {
  return addDecimal(scaleA, scaleB, precision, scale, a, -b);
}

export function multiplyDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  scale: number,
  a: bigint,
  b: bigint,
): bigint | null {
  return toPrecision(a * b, scaleA + scaleB, precision, scale);
}

/** NULL of a division by 0 too. */
export function divideDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  scale: number,
  a: bigint,
  b: bigint,
): bigint | null {
  if (b === 0n) return null;
  const shift = scale - scaleA + scaleB;
  const quotient = shift >= 0 ? divideHalfUp(a * pow10(shift), b) : divideHalfUp(a, b * pow10(-shift));
  return toPrecision(quotient, scale, precision, scale);
}

/** The whole part of the quotient as a BIGINT; NULL of a division by 0 and beyond 38 digits. */
export function divDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  a: bigint,
  b: bigint,
): Int64 | null {
  if (b === 0n) return null;
  const common = Math.max(scaleA, scaleB);
  const quotient = rescale(a, scaleA, common) / rescale(b, scaleB, common);
  return toPrecision(quotient, 0, precision, 0) === null ? null : toInt64(quotient);
}

/** The sign is the dividend's; NULL of a division by 0. */
export function remainderDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  scale: number,
  a: bigint,
  b: bigint,
): bigint | null {
  if (b === 0n) return null;
  const common = Math.max(scaleA, scaleB);
  return toPrecision(rescale(a, scaleA, common) % rescale(b, scaleB, common), common, precision, scale);
}

/** The remainder made positive by adding the divisor once. */
export function pmodDecimal(
  scaleA: number,
  scaleB: number,
  precision: number,
  scale: number,
  a: bigint,
  b: bigint,
): bigint | null {
  if (b === 0n) return null;
  const common = Math.max(scaleA, scaleB);
  const divisor = rescale(b, scaleB, common);
  const rest = rescale(a, scaleA, common) % divisor;
  return toPrecision(rest < 0n ? (rest + divisor) % divisor : rest, common, precision, scale);
}

export function negateDecimal(a: bigint): bigint {
  return -a;
}

export function absDecimal(a: bigint): bigint {
  return a < 0n ? -a : a;
}
