import type { Int64 } from "../../values/value.js";
import { microsOf, SECONDS_PER_DAY, secondsOf } from "../datetime/micros.js";
import { parseDateText, parseTimestampText, showDate, showTimestamp } from "../datetime/text.js";
import { localOffset, offsetAt, type Zone } from "../datetime/zone.js";

/** Dates and timestamps as each other and as texts, in a time zone. */

export function stringToDate(text: string): number | null {
  return parseDateText(text);
}

export function stringToTimestamp(zone: Zone, text: string): Int64 | null {
  return parseTimestampText(text, zone);
}

export function dateToString(days: number): string {
  return showDate(days);
}

export function timestampToString(zone: Zone, micros: Int64): string {
  return showTimestamp(micros, zone);
}

/** The day that the instant falls on. */
export function timestampToDate(zone: Zone, micros: Int64): number {
  const seconds = secondsOf(micros);
  return Math.floor((seconds + offsetAt(zone, seconds)) / SECONDS_PER_DAY);
}

/** The day's first instant. */
export function dateToTimestamp(zone: Zone, days: number): Int64 | null {
  const local = days * SECONDS_PER_DAY;
  return microsOf(local - localOffset(zone, local), 0);
}
