import * as std from "../../std/higher-order/index.js";
import { build } from "../../typed/index.js";
import { mapOf } from "../../types/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf } from "./lambda.js";
import { typedMap, building, badKeyType } from "../map/entries.js";
import { typeStatic } from "../comparison/representation.js";

const impl = building("transformKeys", std.transformKeys);

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
  const key = lambda.body.type;
  const problem = badKeyType(call, key);
  if (problem !== undefined) return problem;
  return build.call({
    name: "transform_keys",
    impl,
    statics: [typeStatic(key)],
    type: mapOf(key, map.type.value),
    args: [map.expr, lambda],
    span: call.span,
  });
}

export const transformKeysRecord: FunctionRecord = {
  name: "transform_keys",
  family: "higher-order",
  usage: "transform_keys(map, (k, v) -> …)",
  summary: "The map with each key replaced by what the lambda makes of the entry.",
  examples: [
    {
      expr: "transform_keys(map_from_arrays(array(1, 2, 3), array(1, 2, 3)), (k, v) -> k + 1)",
      text: "{2:1,3:2,4:3}",
    },
    {
      expr: "transform_keys(map_from_arrays(array(1, 2, 3), array(1, 2, 3)), (k, v) -> k + v)",
      text: "{2:1,4:2,6:3}",
    },
  ],
  differs: "Spark fails for a key that is NULL or stands twice; here the result is NULL.",
  arity: [2, 2],
  resolve: resolve,
};
