import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import { keep } from "./keep.js";
import { always, orNull, step, type CastStep } from "./step.js";

const NUMBER = { js: "Number($0)", duckdb: "CAST($0 AS DOUBLE)" };

export function toDouble(from: DataType): CastStep | undefined {
  switch (from.kind) {
    case "boolean":
      return step(
        always("booleanToInt", std.booleanToInt, { js: "$0 ? 1 : 0", duckdb: "CAST($0 AS DOUBLE)" }),
      );
    case "tinyint":
    case "smallint":
    case "int":
    case "float":
      return keep("DOUBLE");
    case "bigint":
      return step(always("bigintToDouble", std.bigintToDouble, NUMBER));
    case "decimal":
      // Of digits that a DOUBLE holds, DuckDB makes one division, which is rounded once.
      return step(
        always("decimalToDouble", std.decimalToDouble, from.precision <= 15 ? { duckdb: NUMBER.duckdb } : {}),
        from.scale,
      );
    case "string":
      return step(orNull("stringToDouble", std.stringToDouble, "not a number"));
    case "date":
      return step(orNull("dateToNumber", std.dateToNumber, "a date is no number"));
    case "timestamp":
      return step(
        always("timestampToDouble", std.timestampToDouble, {
          js: "Number($0) / 1e6",
          duckdb: "CAST(epoch_us($0) AS DOUBLE) / 1000000",
        }),
      );
    default:
      return undefined;
  }
}
