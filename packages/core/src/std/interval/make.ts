import type { CalendarInterval, Int64 } from "../../values/value.js";
import { checked } from "../datetime/micros.js";
import { calendarInterval } from "./parse-calendar.js";

/** Intervals of their parts; null where a part overflows. Seconds are in millionths. */

export function makeCalendarInterval(
  years: number,
  months: number,
  weeks: number,
  days: number,
  hours: number,
  minutes: number,
  seconds: bigint,
): CalendarInterval | null {
  return calendarInterval(
    BigInt(years * 12 + months),
    BigInt(weeks * 7 + days),
    microsOfParts(0, hours, minutes, seconds),
  );
}

export function makeDayTimeInterval(
  days: number,
  hours: number,
  minutes: number,
  seconds: bigint,
): Int64 | null {
  return checked(microsOfParts(days, hours, minutes, seconds));
}

const microsOfParts = (days: number, hours: number, minutes: number, seconds: bigint): bigint =>
  BigInt((days * 24 + hours) * 60 + minutes) * 60_000_000n + seconds;

export function makeYearMonthInterval(years: number, months: number): number | null {
  const total = years * 12 + months;
  return total === (total | 0) ? total : null;
}
