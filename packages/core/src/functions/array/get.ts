import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import { INT, isIntegral } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { implicitType } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";

const impl: Impl = {
  name: "getElement",
  run: std.getElement,
  nulls: "strict",
  fails: "index out of range",
  js: "($0[$1] ?? null)",
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [array, index] = args;
  if (array === undefined || index === undefined) throw new Error("arity");
  if (array.type.kind !== "array") return wrongType(call, 0, "array", array.type);
  const type = isIntegral(index.type) ? index.type : implicitType(index.type, INT);
  if (type === undefined) return wrongType(call, 1, "an integer", index.type);
  const at = coerce(index.expr, type, call.context);
  return build.call({
    name: "get",
    impl,
    type: array.type.element,
    args: [array.expr, at],
    span: call.span,
  });
}

export const getRecord: FunctionRecord = {
  name: "get",
  family: "array",
  usage: "get(array, index)",
  summary: "The element at an index from 0; NULL outside. `array[index]` is the same.",
  examples: [
    { expr: "get(array(1, 2, 3), 0)", text: "1" },
    { expr: "get(array(1, 2, 3), 3)", text: "NULL" },
    { expr: "array(1, 2, 3)[-1]", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
