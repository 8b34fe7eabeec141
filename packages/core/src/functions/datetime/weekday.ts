import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const weekdayRecord = dateField({
  name: "weekday",
  summary: "The day of a date's week, 0 for Monday to 6 for Sunday.",
  impl: plain("weekdayOfDate", std.weekdayOfDate, {
    js: "(((($0 | 0) + 3) % 7) + 7) % 7",
    duckdb: "CAST(isodow($0) - 1 AS INTEGER)",
  }),
  examples: [{ expr: "weekday('2009-07-30')", text: "3" }],
});
