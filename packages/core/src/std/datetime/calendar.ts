/*
 * The proleptic Gregorian calendar by integer arithmetic: days since 1970-01-01 to fields and back. The
 * year is taken to begin in March, so that the leap day is its last; after Howard Hinnant, "chrono-
 * Compatible Low-Level Date Algorithms".
 */

/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;
const DAYS_PER_ERA = 146_097;

/**
 * Year, month (1 to 12) and day of month of a date, packed into one number so that no object is made; read
 * it with {@link civilYear}, {@link civilMonth} and {@link civilDay}. Packed dates compare as dates do.
 */
export function civilOf(days: number): number {
  const shifted = days + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra =
    ((dayOfEra -
      ((dayOfEra / 1460) | 0) +
      ((dayOfEra / 36_524) | 0) -
      ((dayOfEra / (DAYS_PER_ERA - 1)) | 0)) /
      365) |
    0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  const day = dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 512 + month * 32 + day;
}

export const civilYear = (civil: number): number => Math.floor(civil / 512);
export const civilMonth = (civil: number): number => (civil >> 5) & 15;
export const civilDay = (civil: number): number => civil & 31;

/** Days since 1970-01-01 of a year, a month from 1 to 12 and a day, which may lie beyond the month's end. */
export function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = (((153 * monthFromMarch + 2) / 5) | 0) + day - 1;
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH;
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01, or null where there is no such date. */
export function validDaysOf(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const days = daysOf(year, month, day);
  return isDate(days) ? days : null;
}

/** Whether a count of days is a DATE: it fits 32 bits. */
export const isDate = (days: number): boolean => days >= -2_147_483_648 && days <= 2_147_483_647;

export const floorMod = (a: number, b: number): number => a - Math.floor(a / b) * b;

/** 0 for Monday, 6 for Sunday. */
export const mondayBased = (days: number): number => floorMod(days + 3, 7);

/** The Thursday of the same ISO week: its year is the week's year. */
const thursdayOf = (days: number): number => days - mondayBased(days) + 3;

export function dayOfYearOf(days: number): number {
  return days - daysOf(civilYear(civilOf(days)), 1, 1) + 1;
}

/** ISO 8601: weeks begin on Monday, the first one has the year's first Thursday. */
export function isoWeekOf(days: number): number {
  return Math.floor((dayOfYearOf(thursdayOf(days)) - 1) / 7) + 1;
}

/** The year that the ISO week belongs to. */
export function isoYearOf(days: number): number {
  return civilYear(civilOf(thursdayOf(days)));
}

/** The date some months later, its day cut down to the end of the month; not checked to be a DATE. */
export function plusMonths(days: number, months: number): number {
  const civil = civilOf(days);
  const total = civilYear(civil) * 12 + civilMonth(civil) - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return daysOf(year, month, Math.min(civilDay(civil), daysInMonth(year, month)));
}
