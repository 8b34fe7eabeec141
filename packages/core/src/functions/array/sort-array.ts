import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { firstArray, unordered } from "./arguments.js";
import { byOrder } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";
import { requireConstant } from "../string/converted.js";

const ascending = byOrder("sortAscending", std.sortAscending);
const descending = byOrder("sortDescending", std.sortDescending);

function resolve(call: FunctionCall): Resolution {
  const array = firstArray(call);
  if ("kind" in array) return array;
  const { element } = array.type;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  const [, direction] = call.args;
  let up = true;
  if (direction?.kind === "value") {
    if (direction.type.kind === "void") return build.nullOf(array.type, call.span);
    if (direction.type.kind !== "boolean") return wrongType(call, 1, "boolean", direction.type);
    const given = requireConstant(call, 1, direction.expr);
    if ("kind" in given) return given;
    if (given.value === null) return build.nullOf(array.type, call.span);
    up = given.value === true;
  }
  return build.call({
    name: "sort_array",
    impl: up ? ascending : descending,
    statics: [typeStatic(element)],
    type: array.type,
    args: [array.expr],
    span: call.span,
  });
}

export const sortArrayRecord: FunctionRecord = {
  name: "sort_array",
  family: "array",
  usage: "sort_array(array[, ascending])",
  summary:
    "The elements in their natural order: ascending with NULLs first, or, if `ascending` is false, descending with NULLs last.",
  examples: [
    { expr: "sort_array(array('b', 'd', null, 'c', 'a'), true)", text: '[null,"a","b","c","d"]' },
    { expr: "sort_array(array('b', 'd', null, 'c', 'a'), false)", text: '["d","c","b","a",null]' },
  ],
  arity: [1, 2],
  resolve: resolve,
};
