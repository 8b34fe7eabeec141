import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import { always, orNull, step, type CastStep } from "./step.js";

/** DuckDB's own cast throws on what is too large for a FLOAT. */
const NEAREST =
  "coalesce(try_cast($0 AS FLOAT), CASE WHEN $0 > 0 THEN 'Infinity'::FLOAT WHEN $0 < 0 THEN '-Infinity'::FLOAT END)";

export function toFloat(from: DataType): CastStep | undefined {
  switch (from.kind) {
    case "boolean":
      return step(
        always("booleanToInt", std.booleanToInt, { js: "$0 ? 1 : 0", duckdb: "CAST($0 AS FLOAT)" }),
      );
    case "tinyint":
    case "smallint":
    case "int":
      return step(
        always("doubleToFloat", std.doubleToFloat, { js: "Math.fround($0)", duckdb: "CAST($0 AS FLOAT)" }),
      );
    case "bigint":
      return step(always("bigintToFloat", std.bigintToFloat, { duckdb: "CAST($0 AS FLOAT)" }));
    case "double":
      return step(always("doubleToFloat", std.doubleToFloat, { js: "Math.fround($0)", duckdb: NEAREST }));
    case "decimal":
      return step(always("decimalToFloat", std.decimalToFloat), from.scale);
    case "string":
      return step(orNull("stringToFloat", std.stringToFloat, "not a number"));
    case "date":
      return step(orNull("dateToNumber", std.dateToNumber, "a date is no number"));
    case "timestamp":
      return step(always("timestampToFloat", std.timestampToFloat));
    default:
      return undefined;
  }
}
