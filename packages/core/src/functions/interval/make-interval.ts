import * as std from "../../std/interval/index.js";
import { CALENDAR_INTERVAL, decimal } from "../../types/index.js";
import { INT_PARAM, of } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { partsResolve } from "./parts-resolve.js";

export const makeIntervalRecord: FunctionRecord = {
  name: "make_interval",
  aliases: ["try_make_interval"],
  family: "interval",
  usage: "make_interval([years[, months[, weeks[, days[, hours[, minutes[, seconds]]]]]]])",
  summary:
    "An interval of months, days and time, which do not carry into each other; parts that are left out are 0. NULL where a part overflows.",
  examples: [
    {
      expr: "make_interval(100, 11, 1, 1, 12, 30, 01.001001)",
      text: "100 years 11 months 8 days 12 hours 30 minutes 1.001001 seconds",
    },
    { expr: "date'2020-01-31' + make_interval(0, 1)", text: "2020-02-29" },
  ],
  parameters: ["years", "months", "weeks", "days", "hours", "mins", "secs"].map((name) => ({
    name,
    default: "0",
  })),
  arity: [0, 7],
  resolve: partsResolve({
    impl: {
      name: "makeCalendarInterval",
      run: std.makeCalendarInterval,
      nulls: "strict",
      fails: "interval overflow",
    },
    params: [INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, of(decimal(18, 6))],
    returns: CALENDAR_INTERVAL,
  }),
};
