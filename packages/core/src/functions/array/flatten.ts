import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { firstArray } from "./arguments.js";

const impl: Impl = { name: "flattenArray", run: std.flattenArray, nulls: "strict", fails: true };

function resolve(call: FunctionCall): Resolution {
  const array = firstArray(call);
  if ("kind" in array) return array;
  const { element } = array.type;
  if (element.kind !== "array") return wrongType(call, 0, "array of arrays", array.type);
  return build.call({ name: "flatten", impl, type: element, args: [array.expr], span: call.span });
}

export const flattenRecord: FunctionRecord = {
  name: "flatten",
  family: "array",
  usage: "flatten(arrays)",
  summary:
    "The elements of the arrays within an array, one array behind the other; NULL if one of them is NULL.",
  examples: [{ expr: "flatten(array(array(1, 2), array(3, 4)))", text: "[1,2,3,4]" }],
  differs: "A result of more than 1,048,576 elements is NULL.",
  arity: [1, 1],
  resolve: resolve,
};
