import * as std from "../../std/cast/index.js";
import { isIntegral, type DataType } from "../../types/index.js";
import { intervalUnit, UNIT_LENGTH } from "./interval-unit.js";
import { always, orNull, step, type CastStep } from "./step.js";

const OVERFLOW = "interval overflow";
const DAY_TIME = orNull("integerToDayTimeInterval", std.integerToDayTimeInterval, OVERFLOW);
const YEAR_MONTH = orNull("integerToYearMonthInterval", std.integerToYearMonthInterval, OVERFLOW);
const TRUNCATE = always("truncateInterval", std.truncateInterval);

/** Integers count the one unit of an interval; an interval loses the units that the other does not have. */
export function toInterval(from: DataType, to: DataType): CastStep | undefined {
  if (to.kind !== "dayTimeInterval" && to.kind !== "yearMonthInterval") return undefined;
  if (from.kind === to.kind) {
    // Seconds have a fraction, which stays.
    return step(TRUNCATE, to.end === "second" ? 1 : UNIT_LENGTH[to.end]);
  }
  const unit = intervalUnit(to);
  if (isIntegral(from) && unit !== undefined) {
    return step(to.kind === "dayTimeInterval" ? DAY_TIME : YEAR_MONTH, unit);
  }
  return undefined;
}
