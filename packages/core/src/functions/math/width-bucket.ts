import * as std from "../../std/math/index.js";
import type { Impl } from "../../typed/index.js";
import { BIGINT, DAY_SECOND_INTERVAL, YEAR_MONTH_INTERVAL } from "../../types/index.js";
import { overloads, type Overload } from "../overloads.js";
import { BIGINT_PARAM, DOUBLE_PARAM, of, type Param } from "../params.js";
import type { FunctionRecord } from "../record.js";

const fails = "no such histogram";
const ofNumbers: Impl = { name: "widthBucket", run: std.widthBucket, nulls: "strict", fails };
const ofIntervals: Impl = {
  name: "widthBucketIntervals",
  run: std.widthBucketIntervals,
  nulls: "strict",
  fails,
};

const over = (param: Param, impl: Impl): Overload => ({
  params: [param, param, param, BIGINT_PARAM],
  returns: BIGINT,
  impl,
});

export const widthBucket: FunctionRecord = {
  name: "width_bucket",
  family: "math",
  usage: "width_bucket(x, first, last, count)",
  summary:
    "The number of the bucket that x falls into, of `count` equal ones between two bounds: 0 before the first, count + 1 behind the last. The bounds may stand in falling order. NULL where they are equal or infinite, x is NaN or the count is not above 0.",
  examples: [
    { expr: "width_bucket(5.3, 0.2, 10.6, 5)", text: "3" },
    { expr: "width_bucket(-0.9, 5.2, 0.5, 2)", text: "3" },
    { expr: "width_bucket(interval '1' year, interval '0' year, interval '10' year, 10)", text: "2" },
    { expr: "width_bucket(1, 2, 2, 5)", text: "NULL" },
  ],
  arity: [4, 4],
  resolve: overloads(
    over(DOUBLE_PARAM, ofNumbers),
    over(of(YEAR_MONTH_INTERVAL), ofIntervals),
    over(of(DAY_SECOND_INTERVAL), ofIntervals),
  ),
};
