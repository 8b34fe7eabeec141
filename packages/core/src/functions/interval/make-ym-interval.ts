import * as std from "../../std/interval/index.js";
import { YEAR_MONTH_INTERVAL } from "../../types/index.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { partsResolve } from "./parts-resolve.js";

export const makeYmIntervalRecord: FunctionRecord = {
  name: "make_ym_interval",
  family: "interval",
  usage: "make_ym_interval([years[, months]])",
  summary: "An interval of years and months; parts that are left out are 0. NULL where it overflows.",
  examples: [{ expr: "make_ym_interval(1, 2)", text: "1-2" }],
  parameters: ["years", "months"].map((name) => ({ name, default: "0" })),
  arity: [0, 2],
  resolve: partsResolve({
    impl: {
      name: "makeYearMonthInterval",
      run: std.makeYearMonthInterval,
      nulls: "strict",
      fails: "interval overflow",
    },
    params: [INT_PARAM, INT_PARAM],
    returns: YEAR_MONTH_INTERVAL,
  }),
};
