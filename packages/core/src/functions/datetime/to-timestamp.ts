import { TIMESTAMP } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { READ_TIMESTAMP } from "./patterns.js";
import { readResolve } from "./read.js";

export const toTimestampRecord: FunctionRecord = {
  name: "to_timestamp",
  aliases: ["try_to_timestamp", "to_timestamp_ltz", "to_timestamp_ntz"],
  family: "datetime",
  usage: "to_timestamp(text[, pattern])",
  summary:
    "The timestamp that a text says, read by a datetime pattern, or without one as CAST reads it; in the project's time zone unless the text names one. NULL where the text does not fit. A number is seconds since 1970-01-01 00:00:00 UTC.",
  examples: [
    { expr: "to_timestamp('2016-12-31 00:12:00')", text: "2016-12-31 00:12:00" },
    { expr: "to_timestamp('31 Dec 2016 1:05 PM', 'd MMM yyyy h:mm a')", text: "2016-12-31 13:05:00" },
    {
      expr: "to_timestamp('2016-12-31T00:12:00Z', \"yyyy-MM-dd'T'HH:mm:ssXXX\")",
      text: "2016-12-30 16:12:00",
    },
  ],
  differs:
    "There is no TIMESTAMP_NTZ: to_timestamp_ntz gives the TIMESTAMP at which the clocks of the project's time zone show the time that the text says.",
  arity: [1, 2],
  resolve: readResolve(TIMESTAMP, READ_TIMESTAMP),
};
