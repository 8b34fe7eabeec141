import * as std from "../../std/map/index.js";
import { build, type Impl } from "../../typed/index.js";
import { mapOf, widerCommonTypeOf } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { building, badKeyType } from "./entries.js";
import { typeStatic } from "../comparison/representation.js";

const impl: Impl = { ...building("mapOfParts", std.mapOfParts), nulls: "aware" };

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  if (args.length % 2 !== 0) {
    return refuse("PN2302", "`map` takes a value for each key, found a key without one", call.span);
  }
  const [key, value] = [0, 1].map((odd) =>
    widerCommonTypeOf(args.filter((_, i) => i % 2 === odd).map((arg) => arg.type)),
  );
  if (key === undefined || value === undefined) {
    const what = key === undefined ? "keys" : "values";
    return refuse("PN2201", `the ${what} of a map are of one type, and these do not meet in one`, call.span);
  }
  const problem = badKeyType(call, key);
  if (problem !== undefined) return problem;
  return build.call({
    name: "map",
    impl,
    statics: [typeStatic(key)],
    type: mapOf(key, value),
    args: args.map((arg, i) => coerce(arg.expr, i % 2 === 0 ? key : value, call.context)),
    span: call.span,
    nullable: args.length > 0,
  });
}

export const mapRecord: FunctionRecord = {
  name: "map",
  family: "map",
  usage: "map([key, value, …])",
  summary: "The map of keys and values that alternate, the keys made one type and the values one type.",
  examples: [
    { expr: "map(1.0, '2', 3.0, '4')", text: '{1.0:"2",3.0:"4"}' },
    { expr: "map()", text: "{}" },
  ],
  differs: "Spark fails for a key that is NULL or stands twice; here the result is NULL.",
  arity: [0, Infinity],
  resolve: resolve,
};
