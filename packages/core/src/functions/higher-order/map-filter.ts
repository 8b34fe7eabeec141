import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf, predicateOf } from "./lambda.js";
import { typedMap } from "../map/entries.js";

const impl: Impl = { name: "filterMap", run: std.filterMap, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const map = typedMap(call, 0);
  if ("kind" in map) return map;
  const [, argument] = call.args;
  if (argument === undefined) throw new Error("arity");
  const params = [
    { type: map.type.key, nullable: false },
    { type: map.type.value, nullable: true },
  ];
  const lambda = predicateOf(call, lambdaOf(argument, params));
  if (refused(lambda)) return lambda;
  return build.call({ name: "map_filter", impl, type: map.type, args: [map.expr, lambda], span: call.span });
}

export const mapFilterRecord: FunctionRecord = {
  name: "map_filter",
  family: "higher-order",
  usage: "map_filter(map, (k, v) -> condition)",
  summary: "The entries for which the condition is true.",
  examples: [{ expr: "map_filter(map(1, 0, 2, 2, 3, -1), (k, v) -> k > v)", text: "{1:0,3:-1}" }],
  arity: [2, 2],
  resolve: resolve,
};
