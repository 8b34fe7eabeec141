import { toInt64 } from "../../values/int64.js";
import type { CalendarInterval, Int64 } from "../../values/value.js";
import { checked, plusMicros } from "../datetime/micros.js";
import { fitsInt } from "./round.js";

/** Sums, differences and signs of intervals; null where the result overflows. */

export const addYearMonth = (a: number, b: number): number | null => fitsInt(a + b);

export const subtractYearMonth = (a: number, b: number): number | null => fitsInt(a - b);

export const negateYearMonth = (months: number): number | null => fitsInt(0 - months);

export const absYearMonth = (months: number): number | null => fitsInt(Math.abs(months));

export const addDayTime = (a: Int64, b: Int64): Int64 | null => plusMicros(a, b);

export const subtractDayTime = (a: Int64, b: Int64): Int64 | null => checked(BigInt(a) - BigInt(b));

export const negateDayTime = (micros: Int64): Int64 | null => checked(-BigInt(micros));

export const absDayTime = (micros: Int64): Int64 | null =>
  checked(micros < 0 ? -BigInt(micros) : BigInt(micros));

/** Parts of calendar intervals wrap around, as Spark's do. */
export const addCalendar = (a: CalendarInterval, b: CalendarInterval): CalendarInterval => ({
  months: (a.months + b.months) | 0,
  days: (a.days + b.days) | 0,
  micros: toInt64(BigInt(a.micros) + BigInt(b.micros)),
});

export const subtractCalendar = (a: CalendarInterval, b: CalendarInterval): CalendarInterval => ({
  months: (a.months - b.months) | 0,
  days: (a.days - b.days) | 0,
  micros: toInt64(BigInt(a.micros) - BigInt(b.micros)),
});

export const negateCalendar = (a: CalendarInterval): CalendarInterval =>
  subtractCalendar({ months: 0, days: 0, micros: 0 }, a);
