import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf, predicateOf } from "./lambda.js";
import { arrayBefore } from "./array-and-lambda.js";

const impl: Impl = { name: "existsElement", run: std.existsElement, nulls: "strict", fails: true };

function resolve(call: FunctionCall): Resolution {
  const found = arrayBefore(call);
  if ("kind" in found) return found;
  const { array, item, argument } = found;
  const lambda = predicateOf(call, lambdaOf(argument, [item]));
  if (refused(lambda)) return lambda;
  return build.call({
    name: "exists",
    impl,
    type: BOOLEAN,
    args: [array.expr, lambda],
    span: call.span,
  });
}

export const existsRecord: FunctionRecord = {
  name: "exists",
  family: "higher-order",
  usage: "exists(array, x -> condition)",
  summary: "Whether the condition is true of some element; NULL if it is true of none, but NULL of one.",
  examples: [
    { expr: "exists(array(1, 2, 3), x -> x % 2 == 0)", text: "true" },
    { expr: "exists(array(1, null, 3), x -> x % 2 == 0)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
