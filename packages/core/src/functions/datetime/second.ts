import * as std from "../../std/datetime/index.js";
import { clockField } from "./clock-field.js";
import { plain, zoned } from "./impls.js";

export const secondRecord = clockField({
  name: "second",
  summary: "The second of the minute at a timestamp without its fraction, 0 to 59.",
  impl: zoned("secondOfTimestamp", std.secondOfTimestamp),
  utc: plain("secondOfUtc", std.secondOfUtc, { duckdb: "CAST(second($0) AS INTEGER)" }),
  ofTime: plain("secondOfTime", std.secondOfTime),
  examples: [{ expr: "second('2018-02-14 12:58:59')", text: "59" }],
});
