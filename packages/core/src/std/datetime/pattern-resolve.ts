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
import type { Field } from "./pattern.js";

/** A local time: days since 1970-01-01, seconds of the day and nanoseconds beyond. */
export interface LocalTime {
  readonly days: number;
  readonly second: number;
  readonly nano: number;
}

type Fields = Map<Field, number>;

/** What a field may be, both ends counted; java.time's strict ranges. */
const RANGES: Partial<Record<Field, readonly [number, number]>> = {
  era: [0, 1],
  yearOfEra: [1, 999_999_999],
  year: [-999_999_999, 999_999_999],
  month: [1, 12],
  day: [1, 31],
  dayOfYear: [1, 366],
  half: [0, 1],
  hourOfHalf: [0, 11],
  clockHourOfHalf: [1, 12],
  hour: [0, 23],
  clockHour: [1, 24],
  minute: [0, 59],
  second: [0, 59],
  nano: [0, 999_999_999],
};

/**
 * The local time that fields make, by java.time's strict rules: every field within its range, fields that say
 * the same thing twice agreeing. What the text does not say is 1970-01-01 and midnight, as in Spark. Null where
 * there is no such time.
 */
export function resolve(parsed: ReadonlyMap<Field, number>): LocalTime | null {
  const fields = new Map(parsed);
  for (const [field, value] of fields) if (!inRange(field, value)) return null;
  if (!resolveYear(fields)) return null;
  const days = resolveDate(fields);
  const time = resolveTime(fields);
  return days === null || time === null || !isDate(days) ? null : { days, ...time };
}

function inRange(field: Field, value: number): boolean {
  const range = RANGES[field];
  return range === undefined || (value >= range[0] && value <= range[1]);
}

/** Sets a field that follows from others; false where it is known to be another. */
function derive(fields: Fields, field: Field, value: number): boolean {
  const known = fields.get(field);
  fields.set(field, value);
  return known === undefined || known === value;
}

function take(fields: Fields, field: Field): number | undefined {
  const value = fields.get(field);
  fields.delete(field);
  return value;
}

/** The year of an era becomes a year; without its era it says nothing. */
function resolveYear(fields: Fields): boolean {
  const yearOfEra = take(fields, "yearOfEra");
  if (yearOfEra === undefined) return true;
  const era = take(fields, "era");
  return era === undefined || derive(fields, "year", era === 1 ? yearOfEra : 1 - yearOfEra);
}

function resolveDate(fields: Fields): number | null {
  const year = fields.get("year") ?? 1970;
  const month = fields.get("month");
  const day = fields.get("day");
  const dayOfYear = fields.get("dayOfYear");
  if (dayOfYear === undefined || (fields.has("year") && month !== undefined && day !== undefined)) {
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
  const says = (field: Field, value: number): boolean => (fields.get(field) ?? value) === value;
  return (
    says("month", civilMonth(civil)) &&
    says("day", civilDay(civil)) &&
    says("dayOfYear", dayOfYearOf(days)) &&
    (!fields.has("era") || says("era", civilYear(civil) > 0 ? 1 : 0))
  );
}

function resolveTime(fields: Fields): { second: number; nano: number } | null {
  const clockHour = take(fields, "clockHour");
  if (clockHour !== undefined && !derive(fields, "hour", clockHour % 24)) return null;
  const clockHourOfHalf = take(fields, "clockHourOfHalf");
  if (clockHourOfHalf !== undefined && !derive(fields, "hourOfHalf", clockHourOfHalf % 12)) return null;
  const half = fields.get("half");
  const hourOfHalf = fields.get("hourOfHalf");
  if (half !== undefined && hourOfHalf !== undefined && !derive(fields, "hour", half * 12 + hourOfHalf)) {
    return null;
  }
  const said = fields.get("hour");
  if (said !== undefined) {
    if (half !== undefined && half !== (said >= 12 ? 1 : 0)) return null;
    if (hourOfHalf !== undefined && hourOfHalf !== said % 12) return null;
  }
  const hour = said ?? hourOfHalf ?? (half === 1 ? 12 : 0);
  const second = hour * 3600 + (fields.get("minute") ?? 0) * 60 + (fields.get("second") ?? 0);
  return { second, nano: fields.get("nano") ?? 0 };
}
