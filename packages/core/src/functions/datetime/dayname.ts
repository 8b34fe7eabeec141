import * as std from "../../std/datetime/index.js";
import { STRING } from "../../types/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const daynameRecord = dateField({
  name: "dayname",
  summary: "The English name of a date's day of the week, three letters long.",
  impl: plain("dayNameOfDate", std.dayNameOfDate),
  type: STRING,
  examples: [{ expr: "dayname('2008-02-20')", text: "Wed" }],
});
