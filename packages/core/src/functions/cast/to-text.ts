import * as std from "../../std/cast/index.js";
import * as interval from "../../std/interval/index.js";
import type { DataType } from "../../types/index.js";
import type { ResolveContext } from "../record.js";
import { keep } from "./keep.js";
import { always, inZone, step, type CastStep } from "./step.js";

const PLAIN = { js: "String($0)", duckdb: "CAST($0 AS VARCHAR)" };
const INTEGER = always("integerToString", std.integerToString, PLAIN);
const BOOLEAN = always("booleanToString", std.booleanToString, PLAIN);
const FLOAT = always("floatToString", std.floatToString);
const DOUBLE = always("doubleToString", std.doubleToString);
const DECIMAL = always("decimalToString", std.decimalToString);
/** The same where there are no exponents, and something stands before the point. */
const PLAIN_DECIMAL = always("decimalToString", std.decimalToString, { duckdb: PLAIN.duckdb });
const BINARY = always("binaryToString", std.binaryToString);
const DATE = always("dateToString", std.dateToString);
const TIMESTAMP = inZone("timestampToString", std.timestampToString);
const TIME = always("showTimeOfDay", std.showTimeOfDay);
const YEAR_MONTH = always("showYearMonthInterval", interval.showYearMonthInterval);
const DAY_TIME = always("showDayTimeInterval", interval.showDayTimeInterval);
const CALENDAR = always("showCalendarInterval", interval.showCalendarInterval);

export function toText(from: DataType, { timeZone }: ResolveContext): CastStep | undefined {
  switch (from.kind) {
    case "boolean":
      return step(BOOLEAN);
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return step(INTEGER);
    case "float":
      return step(FLOAT);
    case "double":
      return step(DOUBLE);
    case "decimal":
      return step(from.scale <= 6 && from.precision > from.scale ? PLAIN_DECIMAL : DECIMAL, from.scale);
    case "binary":
      return step(BINARY);
    case "string":
      return keep("VARCHAR");
    case "date":
      return step(DATE);
    case "timestamp":
      return step(TIMESTAMP, timeZone);
    case "time":
      return step(TIME);
    case "yearMonthInterval":
      return step(YEAR_MONTH, from.start, from.end);
    case "dayTimeInterval":
      return step(DAY_TIME, from.start, from.end);
    case "calendarInterval":
      return step(CALENDAR);
    default:
      return undefined;
  }
}
