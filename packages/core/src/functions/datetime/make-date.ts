import * as std from "../../std/datetime/index.js";
import { DATE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const makeDateRecord: FunctionRecord = {
  name: "make_date",
  family: "datetime",
  usage: "make_date(year, month, day)",
  summary: "The date of a year, month and day, NULL where there is no such date.",
  examples: [
    { expr: "make_date(2013, 7, 15)", text: "2013-07-15" },
    { expr: "make_date(2019, 2, 30)", text: "NULL" },
  ],
  arity: [3, 3],
  resolve: overloads({
    params: [INT_PARAM, INT_PARAM, INT_PARAM],
    returns: DATE,
    impl: plain("makeDate", std.makeDate, { fails: "no such date" }),
  }),
};
