import * as std from "../../std/cast/index.js";
import * as interval from "../../std/interval/index.js";
import { isIntegral, UNIT_LENGTH, type DataType } from "../../types/index.js";
import { keep } from "./keep.js";
import { always, orNull, step, type CastStep } from "./step.js";

const OVERFLOW = "interval overflow";
const DAY_TIME = orNull("integerToDayTimeInterval", std.integerToDayTimeInterval, OVERFLOW);
const YEAR_MONTH = orNull("integerToYearMonthInterval", std.integerToYearMonthInterval, OVERFLOW);
const DECIMAL_DAY_TIME = orNull("decimalToDayTimeInterval", std.decimalToDayTimeInterval, OVERFLOW);
const DECIMAL_YEAR_MONTH = orNull("decimalToYearMonthInterval", std.decimalToYearMonthInterval, OVERFLOW);
const TRUNCATE = always("truncateInterval", std.truncateInterval);
const YEAR_MONTH_TEXT = orNull("parseYearMonthInterval", interval.parseYearMonthInterval, "not an interval");
const DAY_TIME_TEXT = orNull("parseDayTimeInterval", interval.parseDayTimeInterval, "not an interval");
const CALENDAR_TEXT = orNull("parseCalendarInterval", interval.parseCalendarInterval, "not an interval");

/** A number counts the interval's last unit; an interval loses the units that the other does not have. */
export function toInterval(from: DataType, to: DataType): CastStep | undefined {
  if (from.kind === "string") return ofText(to);
  if (to.kind !== "dayTimeInterval" && to.kind !== "yearMonthInterval") return undefined;
  if (from.kind === to.kind) {
    if (to.end === "month" || to.end === "second") return keep();
    return step(TRUNCATE, UNIT_LENGTH[to.end]);
  }
  const ofDays = to.kind === "dayTimeInterval";
  const unit = UNIT_LENGTH[to.end];
  if (isIntegral(from)) return step(ofDays ? DAY_TIME : YEAR_MONTH, unit);
  if (from.kind !== "decimal") return undefined;
  return step(ofDays ? DECIMAL_DAY_TIME : DECIMAL_YEAR_MONTH, unit, from.scale);
}

function ofText(to: DataType): CastStep | undefined {
  switch (to.kind) {
    case "yearMonthInterval":
      return step(YEAR_MONTH_TEXT, to.start, to.end);
    case "dayTimeInterval":
      return step(DAY_TIME_TEXT, to.start, to.end);
    case "calendarInterval":
      return step(CALENDAR_TEXT);
    default:
      return undefined;
  }
}
