import * as std from "../../std/map/index.js";
import { build } from "../../typed/index.js";
import { mapOf } from "../../types/index.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { building, badKeyType } from "./entries.js";
import { firstArray } from "../array/arguments.js";
import { typeStatic } from "../comparison/representation.js";

const impl = building("mapFromEntries", std.mapFromEntries);

function resolve(call: FunctionCall): Resolution {
  const entries = firstArray(call);
  if ("kind" in entries) return entries;
  const { element } = entries.type;
  const [key, value, ...more] = element.kind === "struct" ? element.fields : [];
  if (key === undefined || value === undefined || more.length > 0) {
    return wrongType(call, 0, "array of structs with two fields", entries.type);
  }
  const problem = badKeyType(call, key.type);
  if (problem !== undefined) return problem;
  return build.call({
    name: "map_from_entries",
    impl,
    statics: [typeStatic(key.type)],
    type: mapOf(key.type, value.type),
    args: [entries.expr],
    span: call.span,
  });
}

export const mapFromEntriesRecord: FunctionRecord = {
  name: "map_from_entries",
  family: "map",
  usage: "map_from_entries(entries)",
  summary: "The map of structs of a key and a value; NULL if one of the structs is NULL.",
  examples: [{ expr: "map_from_entries(array(struct(1, 'a'), struct(2, 'b')))", text: '{1:"a",2:"b"}' }],
  differs: "Spark fails for a key that is NULL or stands twice; here the result is NULL.",
  arity: [1, 1],
  resolve: resolve,
};
