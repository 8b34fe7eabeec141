import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { arrayAndValue, unordered } from "./arguments.js";
import { byEquality } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byEquality("arrayRemove", std.arrayRemove);

function resolve(call: FunctionCall): Resolution {
  const found = arrayAndValue(call);
  if ("kind" in found) return found;
  const problem = unordered(call, found.element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_remove",
    impl,
    statics: [typeStatic(found.element)],
    type: arrayOf(found.element),
    args: [found.array, found.value],
    span: call.span,
  });
}

export const arrayRemoveRecord: FunctionRecord = {
  name: "array_remove",
  family: "array",
  usage: "array_remove(array, value)",
  summary: "The array without the elements that equal the value; NULLs stay.",
  examples: [{ expr: "array_remove(array(1, 2, 3, null, 3), 3)", text: "[1,2,null]" }],
  arity: [2, 2],
  resolve: resolve,
};
