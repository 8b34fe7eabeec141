import * as std from "../../std/map/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { onlyMap } from "./entries.js";

const impl: Impl = { name: "mapValues", run: std.mapValues, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const map = onlyMap(call);
  if ("kind" in map) return map;
  return build.call({
    name: "map_values",
    impl,
    type: arrayOf(map.type.value),
    args: [map.expr],
    span: call.span,
  });
}

export const mapValuesRecord: FunctionRecord = {
  name: "map_values",
  family: "map",
  usage: "map_values(map)",
  summary: "The values of the map as an array.",
  examples: [{ expr: "map_values(map(1, 'a', 2, 'b'))", text: '["a","b"]' }],
  arity: [1, 1],
  resolve: resolve,
};
