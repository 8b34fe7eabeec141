import type { FunctionRecord } from "../record.js";
import { makeTimestampResolve } from "./make-timestamp-resolve.js";

export const makeTimestampRecord: FunctionRecord = {
  name: "make_timestamp",
  aliases: ["try_make_timestamp"],
  family: "datetime",
  usage: "make_timestamp(year, month, day, hour, minute, second[, zone])",
  summary:
    "The timestamp of a local time in a time zone, the project's if none is named, or of a date and a time of day: `make_timestamp(date[, time[, zone]])`. Seconds may have a fraction; 60 of them are the next minute. NULL where there is no such time.",
  examples: [
    { expr: "make_timestamp(2014, 12, 28, 6, 30, 45.887)", text: "2014-12-28 06:30:45.887" },
    { expr: "make_timestamp(2014, 12, 28, 6, 30, 45.887, 'CET')", text: "2014-12-27 21:30:45.887" },
    { expr: "make_timestamp(2019, 6, 30, 23, 59, 60)", text: "2019-07-01 00:00:00" },
    { expr: "make_timestamp(2024, 13, 22, 15, 30, 0)", text: "NULL" },
    { expr: "make_timestamp(DATE'2014-12-28')", text: "2014-12-28 00:00:00" },
  ],
  arity: [1, 7],
  resolve: makeTimestampResolve,
};
