import type { FunctionRecord } from "../record.js";
import { daysResolve, MINUS_DAYS } from "./days-argument.js";

export const dateSubRecord: FunctionRecord = {
  name: "date_sub",
  family: "datetime",
  usage: "date_sub(date, days)",
  summary: "The date so many days earlier.",
  examples: [{ expr: "date_sub('2016-07-30', 1)", text: "2016-07-29" }],
  arity: [2, 2],
  resolve: daysResolve(MINUS_DAYS),
};
