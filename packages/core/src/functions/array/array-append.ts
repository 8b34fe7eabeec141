import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { arrayAndValue } from "./arguments.js";
import { TOO_MANY } from "../../std/array/limits.js";

const impl: Impl = { name: "arrayAppend", run: std.arrayAppend, nulls: "aware", fails: TOO_MANY };

function resolve(call: FunctionCall): Resolution {
  const found = arrayAndValue(call);
  if ("kind" in found) return found;
  const { element, array, value } = found;
  return build.call({
    name: "array_append",
    impl,
    type: arrayOf(element),
    args: [array, value],
    span: call.span,
  });
}

export const arrayAppendRecord: FunctionRecord = {
  name: "array_append",
  family: "array",
  usage: "array_append(array, element)",
  summary: "The array with one more element at the end, which may be NULL.",
  examples: [
    { expr: "array_append(array('b', 'd', 'c', 'a'), 'd')", text: '["b","d","c","a","d"]' },
    { expr: "array_append(array(1, 2, 3, null), null)", text: "[1,2,3,null,null]" },
  ],
  differs: "A result of more than 1,048,576 elements is NULL.",
  arity: [2, 2],
  resolve: resolve,
};
