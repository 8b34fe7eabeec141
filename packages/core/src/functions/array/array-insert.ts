import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import { INT, arrayOf, isIntegral } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { coerce } from "../cast/cast.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { arrayAndValue } from "./arguments.js";
import { badConstant } from "../string/converted.js";

const impl: Impl = {
  name: "arrayInsert",
  run: std.arrayInsert,
  nulls: "aware",
  fails: "position 0 or too many elements",
};

function resolve(call: FunctionCall): Resolution {
  const found = arrayAndValue(call, 2);
  if ("kind" in found) return found;
  const [, position] = call.args;
  if (position?.kind !== "value") throw new Error("no position");
  if (!isIntegral(position.type) || position.type.kind === "bigint") {
    return wrongType(call, 1, "int", position.type);
  }
  const at = coerce(position.expr, INT, call.context);
  if (constantOf(at) === 0) return badConstant(call, 1, "positions are counted from 1, or from -1");
  return build.call({
    name: "array_insert",
    impl,
    type: arrayOf(found.element),
    args: [found.array, at, found.value],
    span: call.span,
  });
}

export const arrayInsertRecord: FunctionRecord = {
  name: "array_insert",
  family: "array",
  usage: "array_insert(array, position, element)",
  summary:
    "The array with one more element at a position counted from 1, or from the end, where -1 puts it last. NULLs fill what lies between.",
  examples: [
    { expr: "array_insert(array(1, 2, 3, 4), 5, 5)", text: "[1,2,3,4,5]" },
    { expr: "array_insert(array(5, 4, 3, 2), -1, 1)", text: "[5,4,3,2,1]" },
    { expr: "array_insert(array(1), 3, 9)", text: "[1,null,9]" },
  ],
  differs:
    "Spark fails for position 0; a constant 0 is refused here, and otherwise the result is NULL. A result of more than 1,048,576 elements is NULL.",
  arity: [3, 3],
  resolve: resolve,
};
