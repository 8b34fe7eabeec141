import { toInt64 } from "../../values/int64.js";
import type { CalendarInterval, Int64 } from "../../values/value.js";
import { isDate, plusMonths } from "../datetime/calendar.js";
import { localDifference } from "../datetime/difference.js";
import { microsOf, SECONDS_PER_DAY, secondsOf } from "../datetime/micros.js";
import { moveTimestamp } from "../datetime/move.js";
import { localOffset, offsetAt, type Zone } from "../datetime/zone.js";
import { daysOfDayTime } from "./fields.js";

/** Dates and timestamps plus and minus intervals, and the intervals between them. Null beyond their range. */

export const addDayInterval = (days: number, micros: Int64): number => (days + daysOfDayTime(micros)) | 0;

export const subtractDayInterval = (days: number, micros: Int64): number =>
  (days - daysOfDayTime(micros)) | 0;

/** A date keeps its day of the month; a time of day in the interval moves it on the clocks of the zone. */
export function addCalendarToDate(zone: Zone, days: number, interval: CalendarInterval): number | null {
  const { months, days: more, micros } = interval;
  if (micros === 0) {
    const moved = plusMonths(days, months) + more;
    return isDate(moved) ? moved : null;
  }
  const local = days * SECONDS_PER_DAY;
  const start = microsOf(local - localOffset(zone, local), 0);
  const end = start === null ? null : moveTimestamp(zone, start, months, more, micros);
  if (end === null) return null;
  const seconds = secondsOf(end);
  return Math.floor((seconds + offsetAt(zone, seconds)) / SECONDS_PER_DAY);
}

/** The same; null where the interval has a time of day. */
export const addWholeDaysToDate = (zone: Zone, days: number, interval: CalendarInterval): number | null =>
  interval.micros === 0 ? addCalendarToDate(zone, days, interval) : null;

export const addYearMonthToTimestamp = (zone: Zone, micros: Int64, months: number): Int64 | null =>
  moveTimestamp(zone, micros, months, 0, 0);

export function addCalendarToTimestamp(zone: Zone, micros: Int64, interval: CalendarInterval): Int64 | null {
  return moveTimestamp(zone, micros, interval.months, interval.days, interval.micros);
}

/** The difference of what the clocks of the zone show. */
export const subtractTimestamps = (zone: Zone, end: Int64, start: Int64): Int64 =>
  localDifference(zone, end, start);

export const subtractDates = (end: number, start: number): Int64 => daysInMicros(end - start);

function daysInMicros(days: number): Int64 {
  const micros = days * 86_400_000_000;
  return Number.isSafeInteger(micros) ? micros : toInt64(BigInt(days) * 86_400_000_000n);
}
