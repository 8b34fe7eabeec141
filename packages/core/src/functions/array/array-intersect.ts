import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { twoArrays, unordered } from "./arguments.js";
import { byKey } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byKey("arrayIntersect", std.arrayIntersect);

function resolve(call: FunctionCall): Resolution {
  const found = twoArrays(call);
  if ("kind" in found) return found;
  const { element, args } = found;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_intersect",
    impl,
    statics: [typeStatic(element)],
    type: arrayOf(element),
    args,
    span: call.span,
  });
}

export const arrayIntersectRecord: FunctionRecord = {
  name: "array_intersect",
  family: "array",
  usage: "array_intersect(a, b)",
  summary: "The elements that are in both arrays, each once; NULL is an element too.",
  examples: [{ expr: "array_intersect(array(1, 2, 3), array(1, 3, 5))", text: "[1,3]" }],
  arity: [2, 2],
  resolve: resolve,
};
