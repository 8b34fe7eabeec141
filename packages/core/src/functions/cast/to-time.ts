import * as std from "../../std/cast/index.js";
import type { DataType, TimeType } from "../../types/index.js";
import { keep } from "./keep.js";
import { always, orNull, step, type CastStep } from "./step.js";

const TEXT = orNull("parseTimeOfDay", std.parseTimeOfDay, "not a time");
const TRUNCATE = always("truncateTime", std.truncateTime);

/** A text keeps all six digits of its fraction, whatever the precision is; a time loses those beyond it. */
export function toTime(from: DataType, to: TimeType): CastStep | undefined {
  if (from.kind === "string") return step(TEXT);
  if (from.kind !== "time") return undefined;
  return to.precision >= from.precision ? keep() : step(TRUNCATE, 10 ** (6 - to.precision));
}
