import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { INT } from "../../types/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOfUpTo, predicateOf } from "./lambda.js";
import { arrayBefore } from "./array-and-lambda.js";

const impl: Impl = { name: "filterArray", run: std.filterArray, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const found = arrayBefore(call);
  if ("kind" in found) return found;
  const { array, item, argument } = found;
  const lambda = predicateOf(call, lambdaOfUpTo(argument, [item, { type: INT, nullable: false }], 1));
  if (refused(lambda)) return lambda;
  return build.call({
    name: "filter",
    impl,
    type: array.type,
    args: [array.expr, lambda],
    span: call.span,
  });
}

export const filterRecord: FunctionRecord = {
  name: "filter",
  family: "higher-order",
  usage: "filter(array, x -> condition)",
  summary: "The elements for which the condition is true; a second parameter is the index from 0.",
  examples: [
    { expr: "filter(array(1, 2, 3), x -> x % 2 == 1)", text: "[1,3]" },
    { expr: "filter(array(0, 2, 3), (x, i) -> x > i)", text: "[2,3]" },
    { expr: "filter(array(0, null, 2, 3, null), x -> x IS NOT NULL)", text: "[0,2,3]" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
