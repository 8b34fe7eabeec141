import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { twoArrays, unordered } from "./arguments.js";
import { byKey } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byKey("arrayExcept", std.arrayExcept);

function resolve(call: FunctionCall): Resolution {
  const found = twoArrays(call);
  if ("kind" in found) return found;
  const { element, args } = found;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_except",
    impl,
    statics: [typeStatic(element)],
    type: arrayOf(element),
    args,
    span: call.span,
  });
}

export const arrayExceptRecord: FunctionRecord = {
  name: "array_except",
  family: "array",
  usage: "array_except(a, b)",
  summary: "The elements of `a` that are not in `b`, each once; NULL is an element too.",
  examples: [{ expr: "array_except(array(1, 2, 3), array(1, 3, 5))", text: "[2]" }],
  arity: [2, 2],
  resolve: resolve,
};
