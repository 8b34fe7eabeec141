import * as std from "../../std/datetime/index.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { timeUnitResolve } from "./time-unit.js";

export const timeTruncRecord: FunctionRecord = {
  name: "time_trunc",
  family: "datetime",
  usage: "time_trunc(unit, time)",
  summary:
    "The time of day at which its unit began. The units are the texts HOUR, MINUTE, SECOND, MILLISECOND and MICROSECOND.",
  examples: [
    { expr: "time_trunc('HOUR', TIME'09:32:05.359')", text: "09:00:00" },
    { expr: "time_trunc('MILLISECOND', TIME'09:32:05.123456')", text: "09:32:05.123" },
  ],
  arity: [2, 2],
  resolve: timeUnitResolve({
    constant: plain("truncateTime", std.truncateTime),
    byRow: plain("timeTruncated", std.timeTruncated, { fails: "no such unit" }),
    returns: (time) => time,
  }),
};
