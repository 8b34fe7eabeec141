import * as std from "../../std/interval/index.js";
import { DAY_SECOND_INTERVAL, decimal } from "../../types/index.js";
import { INT_PARAM, of } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { partsResolve } from "./parts-resolve.js";

export const makeDtIntervalRecord: FunctionRecord = {
  name: "make_dt_interval",
  family: "interval",
  usage: "make_dt_interval([days[, hours[, minutes[, seconds]]]])",
  summary:
    "An interval of days and time, a day being 24 hours; parts that are left out are 0. NULL where it overflows.",
  examples: [{ expr: "make_dt_interval(1, 12, 30, 01.001001)", text: "1 12:30:01.001001000" }],
  parameters: ["days", "hours", "mins", "secs"].map((name) => ({ name, default: "0" })),
  arity: [0, 4],
  resolve: partsResolve({
    impl: {
      name: "makeDayTimeInterval",
      run: std.makeDayTimeInterval,
      nulls: "strict",
      fails: "interval overflow",
    },
    params: [INT_PARAM, INT_PARAM, INT_PARAM, of(decimal(18, 6))],
    returns: DAY_SECOND_INTERVAL,
  }),
};
