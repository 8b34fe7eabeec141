import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { refuse, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import { arrayAndValue, unordered } from "./arguments.js";
import { byEquality } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";
import { widerTypeWithoutString } from "../../types/index.js";

const impl = byEquality("arrayContains", std.arrayContains, true);

function resolve(call: FunctionCall): Resolution {
  const [, value] = call.args;
  if (value?.kind === "value" && value.type.kind === "void") {
    return refuse("PN2201", "`array_contains` cannot look for NULL", value.span, {
      help: "exists(array, x -> x is null) finds NULLs",
    });
  }
  const found = arrayAndValue(call, 1, widerTypeWithoutString);
  if ("kind" in found) return found;
  const problem = unordered(call, found.element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_contains",
    impl,
    statics: [typeStatic(found.element)],
    type: BOOLEAN,
    args: [found.array, found.value],
    span: call.span,
  });
}

export const arrayContainsRecord: FunctionRecord = {
  name: "array_contains",
  family: "array",
  usage: "array_contains(array, value)",
  summary: "Whether an element equals the value; NULL if none does, but one is NULL.",
  examples: [
    { expr: "array_contains(array(1, 2, 3), 2)", text: "true" },
    { expr: "array_contains(array(1, null), 2)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
