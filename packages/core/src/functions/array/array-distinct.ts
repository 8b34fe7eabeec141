import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { firstArray, unordered } from "./arguments.js";
import { byKey } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byKey("arrayDistinct", std.arrayDistinct);

function resolve(call: FunctionCall): Resolution {
  const array = firstArray(call);
  if ("kind" in array) return array;
  const { element } = array.type;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_distinct",
    impl,
    statics: [typeStatic(element)],
    type: array.type,
    args: [array.expr],
    span: call.span,
  });
}

export const arrayDistinctRecord: FunctionRecord = {
  name: "array_distinct",
  family: "array",
  usage: "array_distinct(array)",
  summary: "Each element of the array once, where it first stands; NULL is an element too.",
  examples: [{ expr: "array_distinct(array(1, 2, 3, null, 3))", text: "[1,2,3,null]" }],
  arity: [1, 1],
  resolve: resolve,
};
