import { rescale } from "../../values/decimal.js";
import { INT64_MAX, INT64_MIN, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/*
 * Intervals as numbers that count their last unit, and back. `unit` is its length, in microseconds for a
 * day-time interval and in months for a year-month interval.
 */

/** Whole units; the rest is cut off. */
export function intervalToBigint(unit: number, length: Int64): Int64 {
  return typeof length === "number" ? Math.trunc(length / unit) + 0 : toInt64(length / BigInt(unit));
}

/** The same for an integer type of fewer bits; NULL where they do not hold it. */
export function intervalToInteger(unit: number, bits: number, length: Int64): number | null {
  const units = BigInt(intervalToBigint(unit, length));
  return BigInt.asIntN(bits, units) === units ? Number(units) : null;
}

export function integerToDayTimeInterval(unit: number, count: Int64): Int64 | null {
  return microsOrNull(BigInt(count) * BigInt(unit));
}

export function integerToYearMonthInterval(unit: number, count: Int64): number | null {
  return monthsOrNull(BigInt(count) * BigInt(unit));
}

/** To the closest microsecond, halves away from zero. */
export function decimalToDayTimeInterval(unit: number, scale: number, count: bigint): Int64 | null {
  return microsOrNull(rescale(count * BigInt(unit), scale, 0));
}

/** To the closest month, halves away from zero. */
export function decimalToYearMonthInterval(unit: number, scale: number, count: bigint): number | null {
  return monthsOrNull(rescale(count * BigInt(unit), scale, 0));
}

const microsOrNull = (exact: bigint): Int64 | null =>
  exact < INT64_MIN || exact > INT64_MAX ? null : toInt64(exact);

const monthsOrNull = (exact: bigint): number | null =>
  BigInt.asIntN(32, exact) === exact ? Number(exact) : null;

/** The interval down to its last unit; what is smaller is cut off. */
export function truncateInterval(unit: number, length: Int64): Int64 {
  return typeof length === "number"
    ? length - (length % unit) + 0
    : toInt64(length - (length % BigInt(unit)));
}
