import * as std from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { mapOf, showType, widerCommonType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { refuse, refused, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { lambdaOf } from "./lambda.js";
import { typedMap } from "../map/entries.js";
import { typeStatic } from "../comparison/representation.js";
import { keyOf } from "../../std/array/index.js";

const impl: Impl = {
  name: "mapZipWith",
  run: std.mapZipWith,
  nulls: "strict",
  prepare: { name: "keyOf", run: keyOf },
};

function resolve(call: FunctionCall): Resolution {
  const a = typedMap(call, 0);
  if ("kind" in a) return a;
  const b = typedMap(call, 1);
  if ("kind" in b) return b;
  const [, , argument] = call.args;
  if (argument === undefined) throw new Error("arity");
  const key = widerCommonType(a.type.key, b.type.key);
  if (key === undefined) {
    const [left, right] = [showType(a.type.key), showType(b.type.key)];
    return refuse("PN2201", `the maps have keys of ${left} and ${right}`, call.span);
  }
  const lambda = lambdaOf(argument, [
    { type: key, nullable: false },
    { type: a.type.value, nullable: true },
    { type: b.type.value, nullable: true },
  ]);
  if (refused(lambda)) return lambda;
  return build.call({
    name: "map_zip_with",
    impl,
    statics: [typeStatic(key)],
    type: mapOf(key, lambda.body.type),
    args: [
      coerce(a.expr, mapOf(key, a.type.value), call.context),
      coerce(b.expr, mapOf(key, b.type.value), call.context),
      lambda,
    ],
    span: call.span,
  });
}

export const mapZipWithRecord: FunctionRecord = {
  name: "map_zip_with",
  family: "higher-order",
  usage: "map_zip_with(a, b, (k, v1, v2) -> …)",
  summary:
    "A value for each key of either map, made of the key and both maps' values, NULL where a map has none.",
  examples: [
    {
      expr: "map_zip_with(map(1, 'a', 2, 'b'), map(1, 'x', 2, 'y'), (k, v1, v2) -> concat(v1, v2))",
      text: '{1:"ax",2:"by"}',
    },
    {
      expr: "map_zip_with(map('a', 1, 'b', 2), map('b', 3, 'c', 4), (k, v1, v2) -> coalesce(v1, 0) + coalesce(v2, 0))",
      text: '{"a":1,"b":5,"c":4}',
    },
  ],
  arity: [3, 3],
  resolve: resolve,
};
