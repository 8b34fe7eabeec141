import * as std from "../../std/datetime/index.js";
import { DATE } from "../../types/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const lastDayRecord = dateField({
  name: "last_day",
  summary: "The last day of the month that a date is in.",
  impl: plain("lastDayOfDate", std.lastDayOfDate),
  type: DATE,
  examples: [
    { expr: "last_day('2009-01-12')", text: "2009-01-31" },
    { expr: "last_day('2020-02-01')", text: "2020-02-29" },
  ],
});
