import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import { isUtc } from "../datetime/impls.js";
import type { ResolveContext } from "../record.js";
import { inZone, orNull, step, type CastStep } from "./step.js";

const TIMESTAMP_TO_DATE = inZone("timestampToDate", std.timestampToDate);

export function toDate(from: DataType, { timeZone }: ResolveContext): CastStep | undefined {
  switch (from.kind) {
    case "string":
      return step(orNull("stringToDate", std.stringToDate, "not a date"));
    case "timestamp":
      return step(
        isUtc(timeZone) ? { ...TIMESTAMP_TO_DATE, duckdb: "CAST($0 AS DATE)" } : TIMESTAMP_TO_DATE,
        timeZone,
      );
    default:
      return undefined;
  }
}
