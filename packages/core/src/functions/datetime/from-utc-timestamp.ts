import * as std from "../../std/datetime/index.js";
import { TIMESTAMP } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { withZone } from "./zone-argument.js";

export const fromUtcTimestampRecord: FunctionRecord = {
  name: "from_utc_timestamp",
  family: "datetime",
  usage: "from_utc_timestamp(timestamp, zone)",
  summary:
    "The timestamp taken as a time in UTC, moved to what the clocks of a time zone show then. NULL where a column names no time zone.",
  examples: [{ expr: "from_utc_timestamp('2016-08-31', 'Asia/Seoul')", text: "2016-08-31 09:00:00" }],
  arity: [2, 2],
  resolve: withZone(
    [1],
    overloads({
      params: [TIMESTAMP_PARAM, STRING_PARAM],
      returns: TIMESTAMP,
      impl: plain("fromUtcTimestamp", std.fromUtcTimestamp, { fails: "no such time zone" }),
    }),
  ),
};
