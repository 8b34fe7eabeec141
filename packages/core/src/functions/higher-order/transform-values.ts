import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { mapOf } from "../../types/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf } from "./lambda.js";
import { typedMap } from "../map/entries.js";

const impl: Impl = { name: "transformValues", run: std.transformValues, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const map = typedMap(call, 0);
  if ("kind" in map) return map;
  const [, argument] = call.args;
  if (argument === undefined) throw new Error("arity");
  const params = [
    { type: map.type.key, nullable: false },
    { type: map.type.value, nullable: true },
  ];
  const lambda = lambdaOf(argument, params);
  if (refused(lambda)) return lambda;
  return build.call({
    name: "transform_values",
    impl,
    type: mapOf(map.type.key, lambda.body.type),
    args: [map.expr, lambda],
    span: call.span,
  });
}

export const transformValuesRecord: FunctionRecord = {
  name: "transform_values",
  family: "higher-order",
  usage: "transform_values(map, (k, v) -> …)",
  summary: "The map with each value replaced by what the lambda makes of the entry.",
  examples: [
    {
      expr: "transform_values(map_from_arrays(array(1, 2, 3), array(1, 2, 3)), (k, v) -> v + 1)",
      text: "{1:2,2:3,3:4}",
    },
    {
      expr: "transform_values(map_from_arrays(array(1, 2, 3), array(1, 2, 3)), (k, v) -> k + v)",
      text: "{1:2,2:4,3:6}",
    },
  ],
  arity: [2, 2],
  resolve: resolve,
};
