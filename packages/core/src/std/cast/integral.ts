import { toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/*
 * Numbers as integers. Java's ways: an integer keeps its low bits, a fraction is cut off and then held to
 * the ends of INT or BIGINT, NaN becomes 0.
 */

export function bigintToInt(x: Int64): number {
  return typeof x === "number" ? x | 0 : Number(BigInt.asIntN(32, x));
}

export function bigintToSmallint(x: Int64): number {
  return (bigintToInt(x) << 16) >> 16;
}

export function bigintToTinyint(x: Int64): number {
  return (bigintToInt(x) << 24) >> 24;
}

export function doubleToInt(x: number): number {
  if (x >= 2147483647) return 2147483647;
  return x <= -2147483648 ? -2147483648 : x | 0;
}

export function doubleToSmallint(x: number): number {
  return (doubleToInt(x) << 16) >> 16;
}

export function doubleToTinyint(x: number): number {
  return (doubleToInt(x) << 24) >> 24;
}

export function doubleToBigint(x: number): Int64 {
  if (x >= -9007199254740991 && x <= 9007199254740991) return Math.trunc(x) + 0;
  if (x >= 9223372036854775807) return 9223372036854775807n;
  if (x <= -9223372036854775808) return -9223372036854775808n;
  return x === x ? BigInt(x) : 0;
}

/** Digits after the point are cut off; what 64 bits cannot hold wraps. */
export function decimalToBigint(scale: number, x: bigint): Int64 {
  return toInt64(scale === 0 ? x : x / 10n ** BigInt(scale));
}

export function decimalToInt(scale: number, x: bigint): number {
  return bigintToInt(decimalToBigint(scale, x));
}

export function decimalToSmallint(scale: number, x: bigint): number {
  return bigintToSmallint(decimalToBigint(scale, x));
}

export function decimalToTinyint(scale: number, x: bigint): number {
  return bigintToTinyint(decimalToBigint(scale, x));
}

/** A date is no number in Spark: always NULL. */
export function dateToNumber(_days: number): null {
  return null;
}
