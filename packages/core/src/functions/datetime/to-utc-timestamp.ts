import * as std from "../../std/datetime/index.js";
import { TIMESTAMP } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { withZone } from "./zone-argument.js";

export const toUtcTimestampRecord: FunctionRecord = {
  name: "to_utc_timestamp",
  family: "datetime",
  usage: "to_utc_timestamp(timestamp, zone)",
  summary:
    "The timestamp taken as a time on the clocks of a time zone, moved to what those of UTC show then. NULL where a column names no time zone.",
  examples: [{ expr: "to_utc_timestamp('2016-08-31', 'Asia/Seoul')", text: "2016-08-30 15:00:00" }],
  arity: [2, 2],
  resolve: withZone(
    [1],
    overloads({
      params: [TIMESTAMP_PARAM, STRING_PARAM],
      returns: TIMESTAMP,
      impl: plain("toUtcTimestamp", std.toUtcTimestamp, { fails: "no such time zone" }),
    }),
  ),
};
