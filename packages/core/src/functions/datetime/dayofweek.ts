import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const dayofweekRecord = dateField({
  name: "dayofweek",
  summary: "The day of a date's week, 1 for Sunday to 7 for Saturday.",
  impl: plain("dayOfWeekOfDate", std.dayOfWeekOfDate, {
    js: "((($0 | 0) % 7 + 11) % 7) + 1",
    duckdb: "CAST(dayofweek($0) + 1 AS INTEGER)",
  }),
  examples: [{ expr: "dayofweek('2009-07-30')", text: "5" }],
});
