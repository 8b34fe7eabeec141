import {
  civilDay,
  civilMonth,
  civilOf,
  civilYear,
  dayOfYearOf,
  daysInMonth,
  daysOf,
  isoWeekOf,
  isoYearOf,
  mondayBased,
} from "./calendar.js";
import { MONTHS, WEEKDAYS } from "./pattern-letters.js";

/** What a date is made of. */

export const yearOfDate = (days: number): number => civilYear(civilOf(days));

export const quarterOfDate = (days: number): number => Math.floor((civilMonth(civilOf(days)) + 2) / 3);

export const monthOfDate = (days: number): number => civilMonth(civilOf(days));

export const dayOfDate = (days: number): number => civilDay(civilOf(days));

/** 1 for Sunday, 7 for Saturday; 1970-01-01 was a Thursday. In 32-bit arithmetic, which is twice as fast. */
export function dayOfWeekOfDate(days: number): number {
  const day = ((days | 0) + 4) % 7;
  return (day < 0 ? day + 7 : day) + 1;
}

/** 1 for Monday, 7 for Sunday. */
export const isoDayOfWeekOfDate = (days: number): number => mondayBased(days) + 1;

/** 0 for Monday, 6 for Sunday. */
export const weekdayOfDate = (days: number): number => mondayBased(days);

export const dayOfYearOfDate = (days: number): number => dayOfYearOf(days);

export const weekOfDate = (days: number): number => isoWeekOf(days);

/** The year that the date's ISO week belongs to. */
export const isoYearOfDate = (days: number): number => isoYearOf(days);

/** `Mon`. */
export const dayNameOfDate = (days: number): string => (WEEKDAYS[mondayBased(days)] ?? "").slice(0, 3);

/** `Jan`. */
export const monthNameOfDate = (days: number): string =>
  (MONTHS[civilMonth(civilOf(days)) - 1] ?? "").slice(0, 3);

/** The last day of the date's month. */
export function lastDayOfDate(days: number): number {
  const civil = civilOf(days);
  const [year, month] = [civilYear(civil), civilMonth(civil)];
  return daysOf(year, month, daysInMonth(year, month)) | 0;
}
