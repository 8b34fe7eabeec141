import * as std from "../../std/map/index.js";
import { build } from "../../typed/index.js";
import { mapOf } from "../../types/index.js";
import { valueArguments } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { building, badKeyType } from "./entries.js";
import { arrayArgument } from "../array/arguments.js";
import { typeStatic } from "../comparison/representation.js";

const impl = building("mapFromArrays", std.mapFromArrays, "a key is NULL or stands twice, or lengths differ");

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const keys = arrayArgument(call, args, 0);
  if ("kind" in keys) return keys;
  const values = arrayArgument(call, args, 1);
  if ("kind" in values) return values;
  const problem = badKeyType(call, keys.type.element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "map_from_arrays",
    impl,
    statics: [typeStatic(keys.type.element)],
    type: mapOf(keys.type.element, values.type.element),
    args: [keys.expr, values.expr],
    span: call.span,
  });
}

export const mapFromArraysRecord: FunctionRecord = {
  name: "map_from_arrays",
  family: "map",
  usage: "map_from_arrays(keys, values)",
  summary: "The map of the keys and of the values at their places.",
  examples: [{ expr: "map_from_arrays(array(1.0, 3.0), array('2', '4'))", text: '{1.0:"2",3.0:"4"}' }],
  differs:
    "Spark fails for a key that is NULL or stands twice, and for arrays of different lengths; here the result is NULL.",
  arity: [2, 2],
  resolve: resolve,
};
