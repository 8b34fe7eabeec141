import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const quarterRecord = dateField({
  name: "quarter",
  summary: "The quarter of a date's year, 1 to 4.",
  impl: plain("quarterOfDate", std.quarterOfDate, { duckdb: "CAST(quarter($0) AS INTEGER)" }),
  examples: [{ expr: "quarter('2016-08-31')", text: "3" }],
});
