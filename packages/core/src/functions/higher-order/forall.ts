import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf, predicateOf } from "./lambda.js";
import { arrayBefore } from "./array-and-lambda.js";

const impl: Impl = { name: "forallElements", run: std.forallElements, nulls: "strict", fails: true };

function resolve(call: FunctionCall): Resolution {
  const found = arrayBefore(call);
  if ("kind" in found) return found;
  const { array, item, argument } = found;
  const lambda = predicateOf(call, lambdaOf(argument, [item]));
  if (refused(lambda)) return lambda;
  return build.call({
    name: "forall",
    impl,
    type: BOOLEAN,
    args: [array.expr, lambda],
    span: call.span,
  });
}

export const forallRecord: FunctionRecord = {
  name: "forall",
  family: "higher-order",
  usage: "forall(array, x -> condition)",
  summary: "Whether the condition is true of all elements; NULL if it is false of none, but NULL of one.",
  examples: [
    { expr: "forall(array(1, 2, 3), x -> x % 2 == 0)", text: "false" },
    { expr: "forall(array(2, 4, 8), x -> x % 2 == 0)", text: "true" },
    { expr: "forall(array(2, null, 8), x -> x % 2 == 0)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
