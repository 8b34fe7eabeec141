import type { Int64 } from "../../values/value.js";
import { isDate, plusMonths } from "./calendar.js";
import { microOfSecond, microsOf, plusMicros, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import { localOffset, offsetAt, type Zone } from "./zone.js";

/*
 * Moving along the calendar. A timestamp moves on the clocks of a zone and keeps its offset where that is
 * still possible, as java.time's ZonedDateTime does.
 */

/** The date some days later; wraps around at the ends of DATE, as Spark does. */
export const plusDays = (days: number, more: number): number => (days + more) | 0;

export const minusDays = (days: number, fewer: number): number => (days - fewer) | 0;

/** The date some months later, cut down to the end of a shorter month; null where it is no DATE. */
export function addMonths(days: number, months: number): number | null {
  const moved = plusMonths(days, months);
  return isDate(moved) ? moved : null;
}

/** Seconds east of UTC of a local time, preferably those that held before. */
export function keptOffset(zone: Zone, local: number, preferred: number): number {
  return offsetAt(zone, local - preferred) === preferred ? preferred : localOffset(zone, local);
}

/** No TIMESTAMP is so many months or days from another; beyond them arithmetic would lose exactness. */
const MAX_STEP = 1e10;

function moveClocks(zone: Zone, seconds: number, months: number, days: number): number {
  const offset = offsetAt(zone, seconds);
  const local = seconds + offset;
  const today = Math.floor(local / SECONDS_PER_DAY);
  const day = (months === 0 ? today : plusMonths(today, months)) + days;
  const moved = day * SECONDS_PER_DAY + (local - today * SECONDS_PER_DAY);
  return moved - keptOffset(zone, moved, offset);
}

/** The timestamp months and days later on the clocks of the zone, then microseconds later; null beyond 64 bits. */
export function moveTimestamp(
  zone: Zone,
  micros: Int64,
  months: number,
  days: number,
  more: Int64,
): Int64 | null {
  if (Math.abs(months) > MAX_STEP || Math.abs(days) > MAX_STEP) return null;
  let seconds = secondsOf(micros);
  if (months !== 0) seconds = moveClocks(zone, seconds, months, 0);
  if (days !== 0) seconds = moveClocks(zone, seconds, 0, days);
  const moved = microsOf(seconds, microOfSecond(micros));
  return moved === null ? null : plusMicros(moved, more);
}
