import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { firstArray, unordered } from "./arguments.js";
import { byOrder } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byOrder("arrayMax", std.arrayMax, true);

function resolve(call: FunctionCall): Resolution {
  const array = firstArray(call);
  if ("kind" in array) return array;
  const { element } = array.type;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_max",
    impl,
    statics: [typeStatic(element)],
    type: element,
    args: [array.expr],
    span: call.span,
  });
}

export const arrayMaxRecord: FunctionRecord = {
  name: "array_max",
  family: "array",
  usage: "array_max(array)",
  summary: "The greatest element, NULLs passed over; NULL if there is none.",
  examples: [{ expr: "array_max(array(1, 20, null, 3))", text: "20" }],
  arity: [1, 1],
  resolve: resolve,
};
