import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import type { ResolveContext } from "../record.js";
import { always, inZone, orNull, step, type CastStep } from "./step.js";

export function toTimestamp(from: DataType, { timeZone }: ResolveContext): CastStep | undefined {
  switch (from.kind) {
    case "boolean":
      return step(always("booleanToInt", std.booleanToInt, { js: "$0 ? 1 : 0" }));
    case "tinyint":
    case "smallint":
    case "int":
      return step(
        always("bigintToTimestamp", std.bigintToTimestamp, {
          js: "$0 * 1e6",
          duckdb: "make_timestamp(CAST($0 AS BIGINT) * 1000000)",
        }),
      );
    case "bigint":
      return step(always("bigintToTimestamp", std.bigintToTimestamp));
    case "float":
    case "double":
      return step(orNull("doubleToTimestamp", std.doubleToTimestamp, "not a timestamp"));
    case "decimal":
      return step(always("decimalToTimestamp", std.decimalToTimestamp), from.scale);
    case "string":
      return step(inZone("stringToTimestamp", std.stringToTimestamp, "not a timestamp"), timeZone);
    case "date":
      return step(inZone("dateToTimestamp", std.dateToTimestamp, "timestamp overflow"), timeZone);
    default:
      return undefined;
  }
}
