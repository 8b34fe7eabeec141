import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const dayofyearRecord = dateField({
  name: "dayofyear",
  summary: "The day of a date's year, 1 to 366.",
  impl: plain("dayOfYearOfDate", std.dayOfYearOfDate, { duckdb: "CAST(dayofyear($0) AS INTEGER)" }),
  examples: [{ expr: "dayofyear('2016-04-09')", text: "100" }],
});
