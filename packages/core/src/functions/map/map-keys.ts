import * as std from "../../std/map/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { onlyMap } from "./entries.js";

const impl: Impl = { name: "mapKeys", run: std.mapKeys, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const map = onlyMap(call);
  if ("kind" in map) return map;
  return build.call({
    name: "map_keys",
    impl,
    type: arrayOf(map.type.key),
    args: [map.expr],
    span: call.span,
  });
}

export const mapKeysRecord: FunctionRecord = {
  name: "map_keys",
  family: "map",
  usage: "map_keys(map)",
  summary: "The keys of the map as an array.",
  examples: [{ expr: "map_keys(map(1, 'a', 2, 'b'))", text: "[1,2]" }],
  arity: [1, 1],
  resolve: resolve,
};
