import * as std from "../../std/map/index.js";
import { build } from "../../typed/index.js";
import { STRING, mapOf, widerCommonTypeOf } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { building } from "./entries.js";
import { typeStatic } from "../comparison/representation.js";

const impl = building("mapConcat", std.mapConcat);

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  for (const [i, arg] of args.entries()) {
    if (arg.type.kind !== "map") return wrongType(call, i, "map", arg.type);
  }
  const type = args.length === 0 ? mapOf(STRING, STRING) : widerCommonTypeOf(args.map((arg) => arg.type));
  if (type?.kind !== "map") {
    return refuse("PN2201", "the maps have keys or values of types that do not meet in one", call.span);
  }
  return build.call({
    name: "map_concat",
    impl,
    statics: [typeStatic(type.key)],
    type,
    args: args.map((arg) => coerce(arg.expr, type, call.context)),
    span: call.span,
  });
}

export const mapConcatRecord: FunctionRecord = {
  name: "map_concat",
  family: "map",
  usage: "map_concat([map, …])",
  summary: "The entries of all maps.",
  examples: [{ expr: "map_concat(map(1, 'a', 2, 'b'), map(3, 'c'))", text: '{1:"a",2:"b",3:"c"}' }],
  differs: "Spark fails for a key that is NULL or stands twice; here the result is NULL.",
  arity: [0, Infinity],
  resolve: resolve,
};
