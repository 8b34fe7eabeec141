import { isSafe, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";
import { civilDay, civilMonth, civilOf, civilYear, daysInMonth } from "./calendar.js";
import {
  MICROS_PER_DAY,
  microOfSecond,
  plusMicros,
  SECONDS_PER_DAY,
  secondsOf,
  timesMicros,
} from "./micros.js";
import { moveTimestamp } from "./move.js";
import { localOffset, offsetAt, zoneOf, type Zone } from "./zone.js";

/** The units of TIMESTAMPADD and TIMESTAMPDIFF: months of them, or microseconds. */
const MONTHS: ReadonlyMap<string, number> = new Map([
  ["month", 1],
  ["quarter", 3],
  ["year", 12],
]);
const MICROS: ReadonlyMap<string, number> = new Map([
  ["microsecond", 1],
  ["millisecond", 1_000],
  ["second", 1_000_000],
  ["minute", 60_000_000],
  ["hour", 3_600_000_000],
  ["day", MICROS_PER_DAY],
  ["dayofyear", MICROS_PER_DAY],
  ["week", 7 * MICROS_PER_DAY],
]);

export const DATETIME_UNITS: readonly string[] = [...MICROS.keys(), ...MONTHS.keys()];

/** A unit of so many months or, where these are 0, microseconds, on the clocks of a zone. */
export interface UnitInZone {
  readonly months: number;
  readonly micros: number;
  readonly zone: Zone;
}

/** A unit made ready once when the evaluators load. */
export const unitInZone = (unit: string, zone: string): UnitInZone => ({
  months: MONTHS.get(unit) ?? 0,
  micros: MICROS.get(unit) ?? 1,
  zone: zoneOf(zone),
});

/** The timestamp so many units later; days and longer units move on the clocks of the zone. Null beyond 64 bits. */
export function addUnits(unit: UnitInZone, count: Int64, micros: Int64): Int64 | null {
  if (unit.months > 0) return moveTimestamp(unit.zone, micros, Number(count) * unit.months, 0, 0);
  const total = timesMicros(count, unit.micros);
  if (total === null) return null;
  return unit.micros < MICROS_PER_DAY
    ? plusMicros(micros, total)
    : addDayTimeToTimestamp(unit.zone, micros, total);
}

/** The timestamp an interval of days and time later: whole days move on the clocks of the zone. */
export function addDayTimeToTimestamp(zone: Zone, micros: Int64, interval: Int64): Int64 | null {
  if (typeof interval === "number") {
    const days = Math.trunc(interval / MICROS_PER_DAY);
    return moveTimestamp(zone, micros, 0, days, interval - days * MICROS_PER_DAY);
  }
  return moveTimestamp(zone, micros, 0, Number(interval / DAY), Number(interval % DAY));
}

/** How many whole units lie between two timestamps on the clocks of the zone. */
export function unitsBetween({ months, micros, zone }: UnitInZone, start: Int64, end: Int64): Int64 {
  if (months > 0) return Math.trunc(wholeMonths(zone, start, end) / months) + 0;
  const between = localDifference(zone, end, start);
  if (typeof between === "number") return Math.trunc(between / micros) + 0;
  return toInt64(between / BigInt(micros));
}

/** The microseconds between what the clocks of the zone show at two instants; wraps around at 64 bits. */
export function localDifference(zone: Zone, end: Int64, start: Int64): Int64 {
  const shift = (offsetAt(zone, secondsOf(end)) - offsetAt(zone, secondsOf(start))) * 1_000_000;
  if (typeof end === "number" && typeof start === "number") {
    const between = end - start + shift;
    if (isSafe(between) && isSafe(end - start)) return between;
  }
  return toInt64(BigInt(end) - BigInt(start) + BigInt(shift));
}

const DAY = BigInt(MICROS_PER_DAY);

function wholeMonths(zone: Zone, start: Int64, end: Int64): number {
  const [a, b] = [clockAt(zone, start), clockAt(zone, end)];
  const day =
    b.days > a.days && b.rest < a.rest
      ? b.days - 1
      : b.days < a.days && b.rest > a.rest
        ? b.days + 1
        : b.days;
  const [first, last] = [civilOf(a.days), civilOf(day)];
  const months = (civilYear(last) - civilYear(first)) * 12 + civilMonth(last) - civilMonth(first);
  const days = civilDay(last) - civilDay(first);
  if (months > 0 && days < 0) return months - 1;
  return months < 0 && days > 0 ? months + 1 : months;
}

/** The day and the microsecond of the day. */
function clockAt(zone: Zone, micros: Int64): { days: number; rest: number } {
  const seconds = secondsOf(micros);
  const local = seconds + offsetAt(zone, seconds);
  const days = Math.floor(local / SECONDS_PER_DAY);
  return { days, rest: (local - days * SECONDS_PER_DAY) * 1_000_000 + microOfSecond(micros) };
}

const SECONDS_PER_MONTH = 31 * SECONDS_PER_DAY;

/**
 * Months between two timestamps: whole where both fall on one day of the month or both on the last, otherwise
 * with a fraction of 31 days; `rounded` to eight digits.
 */
export function monthsBetween(zone: Zone, end: Int64, start: Int64, rounded = true): number {
  const [a, b] = [monthPlace(zone, end), monthPlace(zone, start)];
  const months = a.months - b.months;
  if (a.day === b.day || (a.isLast && b.isLast)) return months;
  const seconds = (a.day - b.day) * SECONDS_PER_DAY + a.second - b.second;
  const exact = months + seconds / SECONDS_PER_MONTH;
  return rounded ? Math.floor(exact * 1e8 + 0.5) / 1e8 : exact;
}

interface MonthPlace {
  readonly months: number;
  readonly day: number;
  readonly isLast: boolean;
  /** Seconds since the day began. */
  readonly second: number;
}

function monthPlace(zone: Zone, micros: Int64): MonthPlace {
  const seconds = secondsOf(micros);
  const days = Math.floor((seconds + offsetAt(zone, seconds)) / SECONDS_PER_DAY);
  const midnight = days * SECONDS_PER_DAY;
  const civil = civilOf(days);
  const [year, month, day] = [civilYear(civil), civilMonth(civil), civilDay(civil)];
  return {
    months: year * 12 + month,
    day,
    isLast: day === daysInMonth(year, month),
    second: seconds - (midnight - localOffset(zone, midnight)),
  };
}

/** Units of `time_duration`, in microseconds. */
export const DURATIONS: ReadonlyMap<string, number> = new Map(
  [...MICROS].filter(([unit]) => unit !== "dayofyear").map(([unit, micros]) => [`${unit}s`, micros]),
);

/** The time that passes from one timestamp to another in a unit, with its fraction. */
export function timeDuration(unit: string, start: Int64, end: Int64): number {
  const micros = DURATIONS.get(unit) ?? 1;
  if (typeof start === "number" && typeof end === "number" && Number.isSafeInteger(end - start)) {
    return (end - start) / micros;
  }
  return Number(BigInt(end) - BigInt(start)) / micros;
}

/** How many days one date is after another; wraps around like INT. */
export const daysBetween = (end: number, start: number): number => (end - start) | 0;
