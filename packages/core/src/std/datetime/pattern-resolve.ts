import {
  civilDay,
  civilMonth,
  civilOf,
  civilYear,
  dayOfYearOf,
  daysOf,
  isDate,
  isLeapYear,
  validDaysOf,
} from "./calendar.js";
import { setField, takeField, type Fields } from "./pattern-fields.js";
import type { Field } from "./pattern-elements.js";

/** A local time: days since 1970-01-01, seconds of the day and nanoseconds beyond. */
export interface LocalTime {
  readonly days: number;
  readonly second: number;
  readonly nano: number;
}

/** What a field may be, both ends counted; java.time's strict ranges. */
const RANGES: readonly (readonly [field: Field, low: number, high: number])[] = [
  ["era", 0, 1],
  ["yearOfEra", 1, 999_999_999],
  ["year", -999_999_999, 999_999_999],
  ["month", 1, 12],
  ["day", 1, 31],
  ["dayOfYear", 1, 366],
  ["half", 0, 1],
  ["hourOfHalf", 0, 11],
  ["clockHourOfHalf", 1, 12],
  ["hour", 0, 23],
  ["clockHour", 1, 24],
  ["minute", 0, 59],
  ["second", 0, 59],
  ["nano", 0, 999_999_999],
];

/**
 * The local time that fields make, by java.time's strict rules: every field within its range, fields that say
 * the same thing twice agreeing. What the text does not say is 1970-01-01 and midnight, as in Spark. Null where
 * there is no such time.
 */
export function resolve(parsed: Readonly<Fields>): LocalTime | null {
  for (const [field, low, high] of RANGES) {
    const value = parsed[field];
    if (value !== undefined && (value < low || value > high)) return null;
  }
  const fields = { ...parsed };
  if (!resolveYear(fields)) return null;
  const days = resolveDate(fields);
  const time = resolveTime(fields);
  return days === null || time === null || !isDate(days) ? null : { days, ...time };
}

/** The year of an era becomes a year; without its era it says nothing. */
function resolveYear(fields: Fields): boolean {
  const yearOfEra = takeField(fields, "yearOfEra");
  if (yearOfEra === undefined) return true;
  const era = takeField(fields, "era");
  return era === undefined || setField(fields, "year", era === 1 ? yearOfEra : 1 - yearOfEra);
}

function resolveDate(fields: Fields): number | null {
  const year = fields.year ?? 1970;
  const month = fields.month;
  const day = fields.day;
  const dayOfYear = fields.dayOfYear;
  if (dayOfYear === undefined || (fields.year !== undefined && month !== undefined && day !== undefined)) {
    const days = validDaysOf(year, month ?? 1, day ?? 1);
    return days === null || agrees(days, fields) ? days : null;
  }
  if (dayOfYear === 366 && !isLeapYear(year)) return null;
  const days = daysOf(year, 1, 1) + dayOfYear - 1;
  return agrees(days, fields) ? days : null;
}

/** Whether a date is what all fields say of it. */
function agrees(days: number, fields: Fields): boolean {
  const civil = civilOf(days);
  const says = (field: Field, value: number): boolean => (fields[field] ?? value) === value;
  return (
    says("month", civilMonth(civil)) &&
    says("day", civilDay(civil)) &&
    says("dayOfYear", dayOfYearOf(days)) &&
    (fields.era === undefined || says("era", civilYear(civil) > 0 ? 1 : 0))
  );
}

function resolveTime(fields: Fields): { second: number; nano: number } | null {
  const clockHour = takeField(fields, "clockHour");
  if (clockHour !== undefined && !setField(fields, "hour", clockHour % 24)) return null;
  const clockHourOfHalf = takeField(fields, "clockHourOfHalf");
  if (clockHourOfHalf !== undefined && !setField(fields, "hourOfHalf", clockHourOfHalf % 12)) return null;
  const half = fields.half;
  const hourOfHalf = fields.hourOfHalf;
  if (half !== undefined && hourOfHalf !== undefined && !setField(fields, "hour", half * 12 + hourOfHalf)) {
    return null;
  }
  const said = fields.hour;
  if (said !== undefined) {
    if (half !== undefined && half !== (said >= 12 ? 1 : 0)) return null;
    if (hourOfHalf !== undefined && hourOfHalf !== said % 12) return null;
  }
  const hour = said ?? hourOfHalf ?? (half === 1 ? 12 : 0);
  const second = hour * 3600 + (fields.minute ?? 0) * 60 + (fields.second ?? 0);
  return { second, nano: fields.nano ?? 0 };
}
