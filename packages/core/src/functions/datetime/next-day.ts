import * as std from "../../std/datetime/index.js";
import { DATE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DATE_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const nextDayRecord: FunctionRecord = {
  name: "next_day",
  family: "datetime",
  usage: "next_day(date, day)",
  summary:
    "The first date after a date that falls on a day of the week, named in English by two or three letters or in full: `Mo`, `Mon`, `Monday`. NULL where no day is called so.",
  examples: [{ expr: "next_day('2015-01-14', 'TU')", text: "2015-01-20" }],
  arity: [2, 2],
  resolve: overloads({
    params: [DATE_PARAM, STRING_PARAM],
    returns: DATE,
    impl: plain("nextDay", std.nextDay, { fails: "no day of the week" }),
  }),
};
