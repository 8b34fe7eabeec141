import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { twoArrays, unordered } from "./arguments.js";
import { byKey } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";
import { TOO_MANY } from "../../std/array/limits.js";

const impl = byKey("arrayUnion", std.arrayUnion, TOO_MANY);

function resolve(call: FunctionCall): Resolution {
  const found = twoArrays(call);
  if ("kind" in found) return found;
  const { element, args } = found;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_union",
    impl,
    statics: [typeStatic(element)],
    type: arrayOf(element),
    args,
    span: call.span,
  });
}

export const arrayUnionRecord: FunctionRecord = {
  name: "array_union",
  family: "array",
  usage: "array_union(a, b)",
  summary: "The elements of both arrays, each once.",
  examples: [{ expr: "array_union(array(1, 2, 3), array(1, 3, 5))", text: "[1,2,3,5]" }],
  differs: "A result of more than 1,048,576 elements is NULL.",
  arity: [2, 2],
  resolve: resolve,
};
