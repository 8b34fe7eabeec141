import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const yearRecord = dateField({
  name: "year",
  summary: "The year of a date.",
  impl: plain("yearOfDate", std.yearOfDate, { duckdb: "CAST(year($0) AS INTEGER)" }),
  examples: [
    { expr: "year('2016-07-30')", text: "2016" },
    { expr: "year(timestamp'2020-12-31 23:59:59')", text: "2020" },
  ],
});
