import type { Int64 } from "../../values/value.js";
import { validDaysOf } from "./calendar.js";
import { microsOf, SECONDS_PER_DAY } from "./micros.js";
import { findZone, localOffset, type Zone } from "./zone.js";

/** Dates and timestamps of their parts. */

export const makeDate = (year: number, month: number, day: number): number | null =>
  validDaysOf(year, month, day);

/**
 * The instant of a local time in a zone. Seconds are in millionths; 60 of them are the next minute. Null where
 * there is no such time.
 */
export function makeTimestamp(
  zone: Zone,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  seconds: bigint,
): Int64 | null {
  const days = validDaysOf(year, month, day);
  const outside = hour < 0 || hour > 23 || minute < 0 || minute > 59 || seconds < 0n || seconds > MINUTE;
  if (days === null || outside) return null;
  const whole = Number(seconds / 1_000_000n);
  const local = days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + whole;
  return microsOf(local - localOffset(zone, local), Number(seconds % 1_000_000n));
}

const MINUTE = 60_000_000n;

/** {@link makeTimestamp} in a zone that a text names; null where it names none. */
export function makeTimestampIn(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  seconds: bigint,
  zone: string,
): Int64 | null {
  const found = findZone(zone);
  return found === undefined ? null : makeTimestamp(found, year, month, day, hour, minute, seconds);
}

/** The instant of a date and a time of day, in microseconds since midnight. */
export function dateAndTime(zone: Zone, days: number, micros: Int64): Int64 | null {
  const seconds = Math.floor(Number(micros) / 1_000_000);
  const local = days * SECONDS_PER_DAY + seconds;
  return microsOf(local - localOffset(zone, local), Number(micros) - seconds * 1_000_000);
}

/** {@link dateAndTime} in a zone that a text names; null where it names none. */
export function dateAndTimeIn(days: number, micros: Int64, zone: string): Int64 | null {
  const found = findZone(zone);
  return found === undefined ? null : dateAndTime(found, days, micros);
}

/** A time of day in microseconds since midnight; null where there is none. */
export function makeTime(hour: number, minute: number, seconds: bigint): number | null {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || seconds < 0n || seconds >= MINUTE) return null;
  return (hour * 60 + minute) * 60_000_000 + Number(seconds);
}

/** The first instant of a date. */
export const midnightOf = (zone: Zone, days: number): Int64 | null => dateAndTime(zone, days, 0);
