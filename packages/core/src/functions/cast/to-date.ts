import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import type { ResolveContext } from "../record.js";
import { inZone, orNull, step, type CastStep } from "./step.js";

export function toDate(from: DataType, { timeZone }: ResolveContext): CastStep | undefined {
  switch (from.kind) {
    case "string":
      return step(orNull("stringToDate", std.stringToDate, "not a date"));
    case "timestamp":
      return step(inZone("timestampToDate", std.timestampToDate), timeZone);
    default:
      return undefined;
  }
}
