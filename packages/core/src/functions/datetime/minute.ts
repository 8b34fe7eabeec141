import * as std from "../../std/datetime/index.js";
import { clockField } from "./clock-field.js";
import { plain, zoned } from "./impls.js";

export const minuteRecord = clockField({
  name: "minute",
  summary: "The minute of the hour at a timestamp, 0 to 59.",
  impl: zoned("minuteOfTimestamp", std.minuteOfTimestamp),
  utc: plain("minuteOfUtc", std.minuteOfUtc, { duckdb: "CAST(minute($0) AS INTEGER)" }),
  ofTime: plain("minuteOfTime", std.minuteOfTime),
  examples: [{ expr: "minute('2009-07-30 12:58:59')", text: "58" }],
});
