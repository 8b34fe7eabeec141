import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { twoArrays, unordered } from "./arguments.js";
import { byKey } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byKey("arraysOverlap", std.arraysOverlap, true);

function resolve(call: FunctionCall): Resolution {
  const found = twoArrays(call);
  if ("kind" in found) return found;
  const { element, args } = found;
  const problem = unordered(call, element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "arrays_overlap",
    impl,
    statics: [typeStatic(element)],
    type: BOOLEAN,
    args,
    span: call.span,
  });
}

export const arraysOverlapRecord: FunctionRecord = {
  name: "arrays_overlap",
  family: "array",
  usage: "arrays_overlap(a, b)",
  summary:
    "Whether some element that is not NULL is in both arrays; NULL if none is, but one of them holds a NULL and neither is empty.",
  examples: [
    { expr: "arrays_overlap(array(1, 2, 3), array(3, 4, 5))", text: "true" },
    { expr: "arrays_overlap(array(1, null), array(2))", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
