import * as std from "../../std/datetime/index.js";
import { clockField } from "./clock-field.js";
import { plain, zoned } from "./impls.js";

export const hourRecord = clockField({
  name: "hour",
  aliases: ["hourofday"],
  summary: "The hour that the clocks of the project's time zone show at a timestamp, 0 to 23.",
  impl: zoned("hourOfTimestamp", std.hourOfTimestamp),
  utc: plain("hourOfUtc", std.hourOfUtc, { duckdb: "CAST(hour($0) AS INTEGER)" }),
  ofTime: plain("hourOfTime", std.hourOfTime),
  examples: [
    { expr: "hour('2018-02-14 12:58:59')", text: "12" },
    { expr: "hour(TIME'13:59:59.999999')", text: "13" },
    { expr: "hourofday(timestamp'2020-01-01 17:00:00')", text: "17" },
  ],
});
