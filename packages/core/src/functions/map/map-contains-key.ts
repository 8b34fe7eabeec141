import * as std from "../../std/map/index.js";
import { build } from "../../typed/index.js";
import { BOOLEAN, mapOf, showType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { byEquality } from "../array/impls.js";
import { typeStatic } from "../comparison/representation.js";
import { widerTypeWithoutString } from "../../types/index.js";

const impl = byEquality("mapContainsKey", std.mapContainsKey);

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [map, key] = args;
  if (map === undefined || key === undefined) throw new Error("arity");
  if (map.type.kind !== "map") return wrongType(call, 0, "map", map.type);
  const type = key.type.kind === "void" ? undefined : widerTypeWithoutString(map.type.key, key.type);
  if (type === undefined) return wrongType(call, 1, showType(map.type.key), key.type);
  return build.call({
    name: "map_contains_key",
    impl,
    statics: [typeStatic(type)],
    type: BOOLEAN,
    args: [coerce(map.expr, mapOf(type, map.type.value), call.context), coerce(key.expr, type, call.context)],
    span: call.span,
  });
}

export const mapContainsKeyRecord: FunctionRecord = {
  name: "map_contains_key",
  family: "map",
  usage: "map_contains_key(map, key)",
  summary: "Whether the map has the key.",
  examples: [
    { expr: "map_contains_key(map(1, 'a', 2, 'b'), 1)", text: "true" },
    { expr: "map_contains_key(map(1, 'a', 2, 'b'), 3)", text: "false" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
