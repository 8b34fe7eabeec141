import * as std from "../../std/cast/index.js";
import type { Impl } from "../../typed/index.js";
import {
  decimalOfIntegral,
  holdsDecimal,
  UNIT_LENGTH,
  type DataType,
  type DecimalType,
} from "../../types/index.js";
import { orNull, step, type CastStep } from "./step.js";

const OVERFLOW = "decimal overflow";
const DECIMAL = orNull("decimalToDecimal", std.decimalToDecimal, OVERFLOW);
const INTEGER = orNull("integerToDecimal", std.integerToDecimal, OVERFLOW);
const DOUBLE = orNull("doubleToDecimal", std.doubleToDecimal, OVERFLOW);
const STRING = orNull("stringToDecimal", std.stringToDecimal, "not a number that fits the decimal");
const BOOLEAN = orNull("booleanToDecimal", std.booleanToDecimal, OVERFLOW);
const DATE = orNull("dateToNumber", std.dateToNumber, "a date is no number");
const TIMESTAMP = orNull("timestampToDecimal", std.timestampToDecimal, OVERFLOW);
const TIME = orNull("timeToDecimal", std.timeToDecimal, OVERFLOW);
const INTERVAL = orNull("intervalToDecimal", std.intervalToDecimal, OVERFLOW);

export function toDecimal(from: DataType, to: DecimalType): CastStep | undefined {
  const { precision, scale } = to;
  switch (from.kind) {
    case "decimal": {
      const impl = holdsDecimal(to, from) ? lossless(DECIMAL, to) : DECIMAL;
      return step(impl, from.scale, precision, scale);
    }
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint": {
      const narrow = decimalOfIntegral(from);
      const impl = narrow !== undefined && holdsDecimal(to, narrow) ? lossless(INTEGER, to) : INTEGER;
      return step(impl, precision, scale);
    }
    case "float":
    case "double":
      return step(DOUBLE, precision, scale);
    case "string":
      return step(STRING, precision, scale);
    case "boolean":
      return step(precision > scale ? lossless(BOOLEAN, to) : BOOLEAN, precision, scale);
    case "date":
      return step(DATE);
    case "timestamp":
      return step(TIMESTAMP, precision, scale);
    case "time":
      return step(TIME, precision, scale);
    case "dayTimeInterval":
    case "yearMonthInterval":
      return step(INTERVAL, UNIT_LENGTH[from.end], precision, scale);
    default:
      return undefined;
  }
}

/** The same where every value fits: it never fails, and DuckDB does the same. */
const lossless = ({ name, run }: Impl, { precision, scale }: DecimalType): Impl => ({
  name,
  run,
  nulls: "strict",
  duckdb: `CAST($0 AS DECIMAL(${precision}, ${scale}))`,
});
