import type { Int64 } from "../../values/value.js";
import { microOfSecond, secondsOf } from "./micros.js";
import { parseTimestampPattern } from "./pattern-read.js";
import { textToTimestampBy, type PatternInZone } from "./read-write.js";
import { showFraction, skipBlanks, trimmedEnd, two } from "./text.js";
import type { Zone } from "./zone.js";

/*
 * Times of day: microseconds since midnight, below MICROS_PER_DAY.
 */

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const MICROS_PER_DAY = 24 * HOUR;

/** A time of day as CAST writes it: `09:05:00.5`. */
export function showTimeOfDay(micros: number): string {
  const seconds = Math.floor(micros / SECOND);
  const clock = `${two(hourOfTime(micros))}:${two(minuteOfTime(micros))}:${two(seconds % 60)}`;
  return clock + showFraction(micros % SECOND);
}

const CLOCK = /^T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?$/;

/**
 * The time of day of `[T]h[h]:m[m][:s[s][.fraction]][AM|PM]` with spaces around and before the half of the day; a
 * fraction is cut after six digits. Null of anything else.
 */
export function parseTimeOfDay(text: string): number | null {
  const start = skipBlanks(text);
  let end = trimmedEnd(text, start);
  const half = /^[AaPp][Mm]$/.exec(text.slice(end - 2, end))?.[0];
  if (half !== undefined) end = trimmedEnd(text.slice(0, end - 2), start);
  const found = CLOCK.exec(text.slice(start, end));
  if (found === null) return null;
  const [, hours = "", minutes = "", seconds = "0", fraction = ""] = found;
  const hour = half === undefined ? Number(hours) : ofTwelve(Number(hours), half);
  if (hour === null || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const micros = Number(fraction.slice(0, 6).padEnd(6, "0"));
  return hour * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + micros;
}

/** The hour of the day of one on a dial of twelve, in the first or the second half of the day. */
function ofTwelve(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

/** The time of day that a pattern reads in a text; a date in it is not looked at. */
export function textToTimeOfDay({ pattern, zone }: PatternInZone, text: string): number | null {
  const micros = parseTimestampPattern(pattern, zone, text);
  return micros === null ? null : timeOfInstant(micros);
}

export function textToTimeOfDayBy(zone: Zone, text: string, pattern: string): number | null {
  const micros = textToTimestampBy(zone, text, pattern);
  return micros === null ? null : timeOfInstant(micros);
}

/** The time that clocks in UTC show at an instant. */
export function timeOfInstant(micros: Int64): number {
  const seconds = secondsOf(micros);
  return (seconds - Math.floor(seconds / 86_400) * 86_400) * SECOND + microOfSecond(micros);
}

export const hourOfTime = (micros: number): number => Math.floor(micros / HOUR);
export const minuteOfTime = (micros: number): number => Math.floor(micros / MINUTE) % 60;
export const secondOfTime = (micros: number): number => Math.floor(micros / SECOND) % 60;
/** In millionths, as a DECIMAL(8,6) is held, down to `unit` of them. */
export const exactSecondOfTime = (unit: number, micros: number): bigint =>
  BigInt(truncateTime(unit, micros % MINUTE));

/** Null where it leaves the day. */
export function addToTime(micros: number, interval: Int64): number | null {
  const sum = micros + Number(interval);
  return sum >= 0 && sum < MICROS_PER_DAY ? sum : null;
}

export const subtractTimes = (a: number, b: number): number => a - b;

/** Digits of the fraction beyond a precision cut off; `unit` is what is left whole, in microseconds. */
export const truncateTime = (unit: number, micros: number): number => micros - (micros % unit);

/** Whole units between two times, negative where the second is the earlier one. */
export const wholeUnitsBetween = (unit: number, from: number, to: number): number =>
  Math.trunc((to - from) / unit) + 0;

/** The units of times of day, and their lengths in microseconds. */
export const TIME_UNITS: ReadonlyMap<string, number> = new Map([
  ["hour", HOUR],
  ["minute", MINUTE],
  ["second", SECOND],
  ["millisecond", 1000],
  ["microsecond", 1],
]);

/** {@link wholeUnitsBetween} and {@link truncateTime} in a unit that a text names; null where it names none. */
export function timeDifference(unit: string, from: number, to: number): number | null {
  const length = TIME_UNITS.get(unit.toLowerCase());
  return length === undefined ? null : wholeUnitsBetween(length, from, to);
}

export function timeTruncated(unit: string, micros: number): number | null {
  const length = TIME_UNITS.get(unit.toLowerCase());
  return length === undefined ? null : truncateTime(length, micros);
}
