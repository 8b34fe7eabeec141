import type { Int64 } from "../../values/value.js";
import { civilMonth, civilOf, civilYear, daysOf, isDate, mondayBased } from "./calendar.js";
import { microOfSecond, microsOf, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import { keptOffset } from "./move.js";
import { localOffset, offsetAt, type Zone } from "./zone.js";

type TruncateUnit =
  | "microsecond"
  | "millisecond"
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "year";

const UNITS: ReadonlyMap<string, TruncateUnit> = new Map([
  ["microsecond", "microsecond"],
  ["millisecond", "millisecond"],
  ["second", "second"],
  ["minute", "minute"],
  ["hour", "hour"],
  ["day", "day"],
  ["dd", "day"],
  ["week", "week"],
  ["mon", "month"],
  ["month", "month"],
  ["mm", "month"],
  ["quarter", "quarter"],
  ["year", "year"],
  ["yyyy", "year"],
  ["yy", "year"],
]);

/** What a text names, in any case. */
const truncateUnit = (text: string): TruncateUnit | undefined => UNITS.get(text.toLowerCase());

/** The first day of the date's week, month, quarter or year; null of shorter units. */
export function truncateDate(days: number, text: string): number | null {
  const unit = truncateUnit(text);
  return unit === undefined ? null : dateTo(unit, days);
}

function dateTo(unit: TruncateUnit, days: number): number | null {
  const first = firstDay(unit, days);
  return first === null || !isDate(first) ? null : first;
}

function firstDay(unit: TruncateUnit, days: number): number | null {
  const civil = civilOf(days);
  const [year, month] = [civilYear(civil), civilMonth(civil)];
  switch (unit) {
    case "week":
      return days - mondayBased(days);
    case "month":
      return daysOf(year, month, 1);
    case "quarter":
      return daysOf(year, month - ((month - 1) % 3), 1);
    case "year":
      return daysOf(year, 1, 1);
    default:
      return null;
  }
}

/** The beginning of the timestamp's unit on the clocks of the zone; null where there is no such unit. */
export function truncateTimestamp(zone: Zone, text: string, micros: Int64): Int64 | null {
  const unit = truncateUnit(text);
  if (unit === undefined) return null;
  const seconds = secondsOf(micros);
  switch (unit) {
    case "microsecond":
      return micros;
    case "millisecond":
      return microsOf(seconds, Math.floor(microOfSecond(micros) / 1000) * 1000);
    case "second":
      return microsOf(seconds, 0);
    case "minute":
      return toSeconds(zone, seconds, 60);
    case "hour":
      return toSeconds(zone, seconds, 3600);
    case "day":
      return toSeconds(zone, seconds, SECONDS_PER_DAY);
    default: {
      const first = dateTo(unit, Math.floor((seconds + offsetAt(zone, seconds)) / SECONDS_PER_DAY));
      if (first === null) return null;
      const local = first * SECONDS_PER_DAY;
      return microsOf(local - localOffset(zone, local), 0);
    }
  }
}

function toSeconds(zone: Zone, seconds: number, length: number): Int64 | null {
  const offset = offsetAt(zone, seconds);
  const local = Math.floor((seconds + offset) / length) * length;
  return microsOf(local - keptOffset(zone, local, offset), 0);
}
