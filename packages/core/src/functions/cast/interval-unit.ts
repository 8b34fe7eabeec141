import type { DataType, DayTimeField, YearMonthField } from "../../types/index.js";

/** Months of a year-month unit, microseconds of a day-time unit. */
export const UNIT_LENGTH: Readonly<Record<YearMonthField | DayTimeField, number>> = {
  year: 12,
  month: 1,
  day: 86_400_000_000,
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: 1_000_000,
};

/** The length of the one unit that an interval type has; undefined of a type with several. */
export function intervalUnit(type: DataType): number | undefined {
  if (type.kind !== "dayTimeInterval" && type.kind !== "yearMonthInterval") return undefined;
  return type.start === type.end ? UNIT_LENGTH[type.end] : undefined;
}
