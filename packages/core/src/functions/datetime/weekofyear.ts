import * as std from "../../std/datetime/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const weekofyearRecord = dateField({
  name: "weekofyear",
  summary:
    "The ISO 8601 week of a date: weeks begin on Monday, and week 1 is the first with more than three days in the year.",
  impl: plain("weekOfDate", std.weekOfDate),
  examples: [
    { expr: "weekofyear('2008-02-20')", text: "8" },
    { expr: "weekofyear('2021-01-01')", text: "53" },
  ],
});
