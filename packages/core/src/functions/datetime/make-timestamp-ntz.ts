import type { FunctionRecord } from "../record.js";
import { makeZonelessTimestampResolve } from "./make-timestamp-resolve.js";

export const makeTimestampNtzRecord: FunctionRecord = {
  name: "make_timestamp_ntz",
  aliases: ["try_make_timestamp_ntz"],
  family: "datetime",
  usage: "make_timestamp_ntz(year, month, day, hour, minute, second)",
  summary:
    "The timestamp of a local time in the project's time zone, of its parts or of a date and a time of day: `make_timestamp_ntz(date, time)`. NULL where there is no such time.",
  examples: [{ expr: "make_timestamp_ntz(2014, 12, 28, 6, 30, 45.887)", text: "2014-12-28 06:30:45.887" }],
  differs:
    "There is no TIMESTAMP_NTZ: it is the TIMESTAMP at which the clocks of the project's time zone show the time.",
  arity: [2, 6],
  resolve: makeZonelessTimestampResolve,
};
