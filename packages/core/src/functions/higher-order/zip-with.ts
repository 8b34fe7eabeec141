import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import { refuse, refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf } from "./lambda.js";
import { typedArray } from "../array/arguments.js";

const impl: Impl = { name: "zipWith", run: std.zipWith, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const [left, right, argument] = call.args;
  if (left?.kind !== "value" || right?.kind !== "value" || argument === undefined) {
    return refuse("PN2201", "`zip_with` takes two arrays and a lambda", call.span);
  }
  const a = typedArray(call, [left, right], 0);
  if ("kind" in a) return a;
  const b = typedArray(call, [left, right], 1);
  if ("kind" in b) return b;
  const params = [a, b].map(({ type }) => ({ type: type.element, nullable: true }));
  const lambda = lambdaOf(argument, params);
  if (refused(lambda)) return lambda;
  return build.call({
    name: "zip_with",
    impl,
    type: arrayOf(lambda.body.type),
    args: [a.expr, b.expr, lambda],
    span: call.span,
  });
}

export const zipWithRecord: FunctionRecord = {
  name: "zip_with",
  family: "higher-order",
  usage: "zip_with(a, b, (x, y) -> …)",
  summary: "What the lambda makes of the elements at one place, NULL where an array has ended.",
  examples: [
    {
      expr: "zip_with(array(1, 2, 3), array('a', 'b', 'c'), (x, y) -> (y, x))",
      text: '[{"y":"a","x":1},{"y":"b","x":2},{"y":"c","x":3}]',
    },
    { expr: "zip_with(array(1, 2), array(3, 4), (x, y) -> x + y)", text: "[4,6]" },
    {
      expr: "zip_with(array('a', 'b', 'c'), array('d', 'e', 'f'), (x, y) -> concat(x, y))",
      text: '["ad","be","cf"]',
    },
  ],
  arity: [3, 3],
  resolve: resolve,
};
