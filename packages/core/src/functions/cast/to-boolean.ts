import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import { always, orNull, step, type CastStep } from "./step.js";

const isNotZero = (duckdb?: string) =>
  step(always("isNotZero", std.isNotZero, { js: "$0 !== 0", ...(duckdb === undefined ? {} : { duckdb }) }));

export function toBoolean(from: DataType): CastStep | undefined {
  switch (from.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
    case "float":
    case "double":
      return isNotZero("$0 <> 0");
    case "timestamp":
      return isNotZero();
    case "decimal":
      return step(always("isDecimalNotZero", std.isDecimalNotZero, { js: "$0 !== 0n", duckdb: "$0 <> 0" }));
    case "string":
      return step(orNull("stringToBoolean", std.stringToBoolean, "not a boolean"));
    case "date":
      return step(orNull("dateToBoolean", std.dateToBoolean, "a date is no boolean"));
    default:
      return undefined;
  }
}
