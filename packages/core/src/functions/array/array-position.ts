import * as std from "../../std/array/index.js";
import { build } from "../../typed/index.js";
import { BIGINT } from "../../types/index.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { arrayAndValue, unordered } from "./arguments.js";
import { byEquality } from "./impls.js";
import { typeStatic } from "../comparison/representation.js";

const impl = byEquality("arrayPosition", std.arrayPosition);

function resolve(call: FunctionCall): Resolution {
  const found = arrayAndValue(call);
  if ("kind" in found) return found;
  const problem = unordered(call, found.element);
  if (problem !== undefined) return problem;
  return build.call({
    name: "array_position",
    impl,
    statics: [typeStatic(found.element)],
    type: BIGINT,
    args: [found.array, found.value],
    span: call.span,
  });
}

export const arrayPositionRecord: FunctionRecord = {
  name: "array_position",
  family: "array",
  usage: "array_position(array, value)",
  summary: "Where the first element stands that equals the value, counted from 1; 0 if there is none.",
  examples: [
    { expr: "array_position(array(312, 773, 708, 708), 708)", text: "3" },
    { expr: "array_position(array(312, 773, 708, 708), 414)", text: "0" },
  ],
  arity: [2, 2],
  resolve: resolve,
};
