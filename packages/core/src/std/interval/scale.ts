import { toInt64 } from "../../values/int64.js";
import type { CalendarInterval, Int64 } from "../../values/value.js";
import { checked } from "../datetime/micros.js";
import { divideHalfUp, fitsInt, roundHalfUp } from "./round.js";

/*
 * Intervals times and divided by numbers: rounded to whole months or microseconds, halves away from zero. Null
 * where the result overflows, of a division by zero, and of NaN.
 */

const asInt = (x: Int64 | null): number | null => (typeof x === "number" ? fitsInt(x) : null);

export const multiplyYearMonth = (months: number, by: Int64): number | null =>
  asInt(checked(BigInt(months) * BigInt(by)));

export const multiplyYearMonthByDecimal = (scale: number, months: number, by: bigint): number | null =>
  asInt(checked(divideHalfUp(BigInt(months) * by, 10n ** BigInt(scale))));

export const multiplyYearMonthByDouble = (months: number, by: number): number | null =>
  asInt(roundHalfUp(months * by));

export const divideYearMonth = (months: number, by: Int64): number | null =>
  by === 0 ? null : asInt(checked(divideHalfUp(BigInt(months), BigInt(by))));

export const divideYearMonthByDecimal = (scale: number, months: number, by: bigint): number | null =>
  by === 0n ? null : asInt(checked(divideHalfUp(BigInt(months) * 10n ** BigInt(scale), by)));

export const divideYearMonthByDouble = (months: number, by: number): number | null =>
  by === 0 ? null : asInt(roundHalfUp(months / by));

export const multiplyDayTime = (micros: Int64, by: Int64): Int64 | null =>
  checked(BigInt(micros) * BigInt(by));

export const multiplyDayTimeByDecimal = (scale: number, micros: Int64, by: bigint): Int64 | null =>
  checked(divideHalfUp(BigInt(micros) * by, 10n ** BigInt(scale)));

export const multiplyDayTimeByDouble = (micros: Int64, by: number): Int64 | null =>
  roundHalfUp(Number(micros) * by);

export const divideDayTime = (micros: Int64, by: Int64): Int64 | null =>
  by === 0 ? null : checked(divideHalfUp(BigInt(micros), BigInt(by)));

export const divideDayTimeByDecimal = (scale: number, micros: Int64, by: bigint): Int64 | null =>
  by === 0n ? null : checked(divideHalfUp(BigInt(micros) * 10n ** BigInt(scale), by));

export const divideDayTimeByDouble = (micros: Int64, by: number): Int64 | null =>
  by === 0 ? null : roundHalfUp(Number(micros) / by);

const MICROS_PER_DAY = 86_400_000_000;

export const multiplyCalendar = (interval: CalendarInterval, by: number): CalendarInterval | null =>
  ofFractions(interval.months * by, interval.days * by, Number(interval.micros) * by);

export const divideCalendar = (interval: CalendarInterval, by: number): CalendarInterval | null =>
  by === 0 ? null : ofFractions(interval.months / by, interval.days / by, Number(interval.micros) / by);

/** A fraction of a month is lost, one of a day becomes microseconds. */
function ofFractions(months: number, days: number, micros: number): CalendarInterval | null {
  const wholeMonths = fitsInt(Math.trunc(months));
  const wholeDays = fitsInt(Math.trunc(days));
  if (wholeMonths === null || wholeDays === null) return null;
  const total = micros + MICROS_PER_DAY * (days - wholeDays);
  return { months: wholeMonths, days: wholeDays, micros: javaRound(total) };
}

/** Java's Math.round: up at a half, the ends of the range beyond it. */
function javaRound(x: number): Int64 {
  const rounded = Math.floor(x + 0.5);
  if (rounded >= 2 ** 63) return 2n ** 63n - 1n;
  if (rounded <= -(2 ** 63)) return -(2n ** 63n);
  return toInt64(BigInt(rounded));
}
