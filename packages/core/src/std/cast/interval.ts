import { INT64_MAX, INT64_MIN, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/*
 * Intervals of one unit as integers, and back. `unit` is the unit's length, in microseconds for a day-time
 * interval and in months for a year-month interval.
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
  const micros = BigInt(count) * BigInt(unit);
  return micros < INT64_MIN || micros > INT64_MAX ? null : toInt64(micros);
}

export function integerToYearMonthInterval(unit: number, count: Int64): number | null {
  const months = BigInt(count) * BigInt(unit);
  return BigInt.asIntN(32, months) === months ? Number(months) : null;
}

/** The interval down to its last unit; what is smaller is cut off. */
export function truncateInterval(unit: number, length: Int64): Int64 {
  return typeof length === "number"
    ? length - (length % unit) + 0
    : toInt64(length - (length % BigInt(unit)));
}
