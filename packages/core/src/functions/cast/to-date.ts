import * as std from "../../std/cast/index.js";
import { dateOfUtc } from "../../std/datetime/index.js";
import type { DataType } from "../../types/index.js";
import { isUtc } from "../datetime/impls.js";
import type { ResolveContext } from "../record.js";
import { always, inZone, orNull, step, type CastStep } from "./step.js";

const TIMESTAMP_TO_DATE = inZone("timestampToDate", std.timestampToDate);
const UTC_TO_DATE = always("dateOfUtc", dateOfUtc, { duckdb: "CAST($0 AS DATE)" });

export function toDate(from: DataType, { timeZone }: ResolveContext): CastStep | undefined {
  switch (from.kind) {
    case "string":
      return step(orNull("stringToDate", std.stringToDate, "not a date"));
    case "timestamp":
      return isUtc(timeZone) ? step(UTC_TO_DATE) : step(TIMESTAMP_TO_DATE, timeZone);
    default:
      return undefined;
  }
}
