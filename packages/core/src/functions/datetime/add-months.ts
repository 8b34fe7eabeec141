import * as std from "../../std/datetime/index.js";
import { DATE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DATE_PARAM, INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const addMonthsRecord: FunctionRecord = {
  name: "add_months",
  family: "datetime",
  usage: "add_months(date, months)",
  summary:
    "The date so many months later or, with a negative number, earlier; its day is cut down to the end of a shorter month.",
  examples: [
    { expr: "add_months('2016-08-31', 1)", text: "2016-09-30" },
    { expr: "add_months('2016-03-31', -1)", text: "2016-02-29" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [DATE_PARAM, INT_PARAM],
    returns: DATE,
    impl: plain("addMonths", std.addMonths, { fails: "date overflow" }),
  }),
};
