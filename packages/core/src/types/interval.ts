import type { DayTimeField, YearMonthField } from "./data-type.js";

/**
 * Months of a year-month unit, microseconds of a day-time unit. A number that an interval is cast from or to
 * counts the interval's last unit.
 */
export const UNIT_LENGTH: Readonly<Record<YearMonthField | DayTimeField, number>> = {
  year: 12,
  month: 1,
  day: 86_400_000_000,
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: 1_000_000,
};
