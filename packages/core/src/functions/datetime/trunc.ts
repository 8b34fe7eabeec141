import * as std from "../../std/datetime/index.js";
import { DATE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DATE_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const truncRecord: FunctionRecord = {
  name: "trunc",
  family: "datetime",
  usage: "trunc(date, unit)",
  summary:
    "The first day of the `YEAR` (`YYYY`, `YY`), `QUARTER`, `MONTH` (`MM`, `MON`) or `WEEK` that a date is in; weeks begin on Monday. NULL of any other unit.",
  examples: [
    { expr: "trunc('2019-08-04', 'week')", text: "2019-07-29" },
    { expr: "trunc('2019-08-04', 'quarter')", text: "2019-07-01" },
    { expr: "trunc('2015-10-27', 'YEAR')", text: "2015-01-01" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [DATE_PARAM, STRING_PARAM],
    returns: DATE,
    impl: plain("truncateDate", std.truncateDate, { fails: "no unit of a date" }),
  }),
};
