import type { FunctionRecord } from "../record.js";
import { unixTimestampResolve } from "./unix-timestamp-resolve.js";

export const unixTimestampRecord: FunctionRecord = {
  name: "unix_timestamp",
  family: "datetime",
  usage: "unix_timestamp(value[, pattern])",
  summary:
    "The whole seconds from 1970-01-01 00:00:00 UTC to a timestamp, to the midnight of a date, or to what a text says by a datetime pattern, `yyyy-MM-dd HH:mm:ss` where none is given. NULL where the text does not fit. Without an argument it is the present time, which a feature cannot have.",
  examples: [
    { expr: "unix_timestamp('2016-04-08', 'yyyy-MM-dd')", text: "1460098800" },
    { expr: "unix_timestamp(timestamp'2016-04-08 00:00:01')", text: "1460098801" },
  ],
  arity: [0, 2],
  resolve: unixTimestampResolve,
};
