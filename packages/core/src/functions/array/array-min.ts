import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { firstArray, unordered } from "./arguments.js";
import { byOrder } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byOrder("arrayMin", std.arrayMin, true);

function resolve(call: FunctionCall): Resolution {
  const array = firstArray(call);
  if ("kind" in array) return array;
  const { element } = array.type;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_min",
    impl,
    statics: [typeStatic(element)],
    type: element,
    args: [array.expr],
    span: call.span,
  });
}

export const arrayMinRecord: FunctionRecord = {
  name: "array_min",
  family: "array",
  usage: "array_min(array)",
  summary: "The least element, NULLs passed over; NULL if there is none.",
  examples: [{ expr: "array_min(array(1, 20, null, 3))", text: "1" }],
  arity: [1, 1],
  resolve: resolve,
};
