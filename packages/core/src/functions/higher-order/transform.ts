import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { INT, arrayOf } from "../../types/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOfUpTo } from "./lambda.js";
import { arrayBefore } from "./array-and-lambda.js";

const impl: Impl = { name: "transformArray", run: std.transformArray, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const found = arrayBefore(call);
  if ("kind" in found) return found;
  const { array, item, argument } = found;
  const lambda = lambdaOfUpTo(argument, [item, { type: INT, nullable: false }], 1);
  if (refused(lambda)) return lambda;
  return build.call({
    name: "transform",
    impl,
    type: arrayOf(lambda.body.type),
    args: [array.expr, lambda],
    span: call.span,
  });
}

export const transformRecord: FunctionRecord = {
  name: "transform",
  family: "higher-order",
  usage: "transform(array, x -> …)",
  summary: "What the lambda makes of each element; a second parameter is the index from 0.",
  examples: [
    { expr: "transform(array(1, 2, 3), x -> x + 1)", text: "[2,3,4]" },
    { expr: "transform(array(1, 2, 3), (x, i) -> x + i)", text: "[1,3,5]" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
