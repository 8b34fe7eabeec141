import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const dayofmonthRecord = dateField({
  name: "dayofmonth",
  aliases: ["day"],
  summary: "The day of a date's month, 1 to 31.",
  impl: plain("dayOfDate", std.dayOfDate, { duckdb: "CAST(day($0) AS INTEGER)" }),
  examples: [
    { expr: "dayofmonth('2009-07-30')", text: "30" },
    { expr: "day('2009-07-30')", text: "30" },
  ],
});
