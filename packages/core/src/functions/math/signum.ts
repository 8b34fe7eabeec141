import * as std from "../../std/math/index.js";
import type { Impl } from "../../typed/index.js";
import { DAY_SECOND_INTERVAL, DOUBLE, YEAR_MONTH_INTERVAL } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DOUBLE_PARAM, of } from "../params.js";
import type { FunctionRecord } from "../record.js";

const ofNumber: Impl = {
  name: "signum",
  run: std.signum,
  nulls: "strict",
  js: "Math.sign($0)",
  duckdb: "CASE WHEN isnan($0) THEN $0 WHEN $0 > 0 THEN 1 WHEN $0 < 0 THEN -1 ELSE $0 END",
};
const ofInterval: Impl = { name: "signumInterval", run: std.signumInterval, nulls: "strict" };

export const signum: FunctionRecord = {
  name: "signum",
  aliases: ["sign"],
  family: "math",
  usage: "signum(x)",
  summary: "-1.0, 0.0 or 1.0, as a number or interval is below, at or above 0; NaN of NaN.",
  examples: [
    { expr: "signum(40)", text: "1.0" },
    { expr: "sign(-0.5)", text: "-1.0" },
    { expr: "sign(interval -3 months)", text: "-1.0" },
  ],
  arity: [1, 1],
  resolve: overloads(
    { params: [DOUBLE_PARAM], returns: DOUBLE, impl: ofNumber },
    { params: [of(YEAR_MONTH_INTERVAL)], returns: DOUBLE, impl: ofInterval },
    { params: [of(DAY_SECOND_INTERVAL)], returns: DOUBLE, impl: ofInterval },
  ),
};
