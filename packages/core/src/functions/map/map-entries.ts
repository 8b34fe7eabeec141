import * as std from "../../std/map/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf, structOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { onlyMap } from "./entries.js";

const impl: Impl = { name: "mapEntries", run: std.mapEntries, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const map = onlyMap(call);
  if ("kind" in map) return map;
  return build.call({
    name: "map_entries",
    impl,
    type: arrayOf(
      structOf([
        { name: "key", type: map.type.key },
        { name: "value", type: map.type.value },
      ]),
    ),
    args: [map.expr],
    span: call.span,
  });
}

export const mapEntriesRecord: FunctionRecord = {
  name: "map_entries",
  family: "map",
  usage: "map_entries(map)",
  summary: "The entries of the map as an array of structs with the fields `key` and `value`.",
  examples: [
    { expr: "map_entries(map(1, 'a', 2, 'b'))", text: '[{"key":1,"value":"a"},{"key":2,"value":"b"}]' },
  ],
  arity: [1, 1],
  resolve: resolve,
};
