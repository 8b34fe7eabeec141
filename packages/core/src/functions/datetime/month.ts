import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const monthRecord = dateField({
  name: "month",
  summary: "The month of a date's year, 1 to 12.",
  impl: plain("monthOfDate", std.monthOfDate, { duckdb: "CAST(month($0) AS INTEGER)" }),
  examples: [{ expr: "month('2016-07-30')", text: "7" }],
});
