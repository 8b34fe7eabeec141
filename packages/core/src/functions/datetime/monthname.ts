import * as std from "../../std/datetime/index.js";
import { STRING } from "../../types/index.js";
import { dateField } from "./date-field.js";
import { plain } from "./impls.js";

export const monthnameRecord = dateField({
  name: "monthname",
  summary: "The English name of a date's month, three letters long.",
  impl: plain("monthNameOfDate", std.monthNameOfDate),
  type: STRING,
  examples: [{ expr: "monthname('2008-02-20')", text: "Feb" }],
});
