import type { FunctionRecord } from "../record.js";
import { makeLocalTimestampResolve } from "./make-timestamp-resolve.js";

export const makeTimestampLtzRecord: FunctionRecord = {
  name: "make_timestamp_ltz",
  aliases: ["try_make_timestamp_ltz"],
  family: "datetime",
  usage: "make_timestamp_ltz(year, month, day, hour, minute, second[, zone])",
  summary:
    "The same as `make_timestamp`, of six parts or of a date and a time of day: `make_timestamp_ltz(date, time[, zone])`.",
  examples: [
    { expr: "make_timestamp_ltz(2014, 12, 28, 6, 30, 45.887, 'CET')", text: "2014-12-27 21:30:45.887" },
    { expr: "try_make_timestamp_ltz(2024, 13, 22, 15, 30, 0)", text: "NULL" },
  ],
  arity: [2, 7],
  resolve: makeLocalTimestampResolve,
};
