import * as std from "../../std/array/index.js";
import type { Impl } from "../../typed/index.js";
import { VOID } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, anyArray } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { badConstant } from "../string/converted.js";

const impl: Impl = {
  name: "sliceArray",
  run: std.sliceArray,
  nulls: "strict",
  fails: "position 0 or a negative length",
};

const resolveSlice = overloads({
  params: [anyArray, INT_PARAM, INT_PARAM],
  returns: (types) => types[0] ?? VOID,
  impl,
});

function resolve(call: FunctionCall): Resolution {
  const [, start, length] = call.args;
  if (start?.kind === "value" && constantOf(start.expr) === 0) {
    return badConstant(call, 1, "positions are counted from 1, or from -1");
  }
  const count = length?.kind === "value" ? constantOf(length.expr) : undefined;
  if (typeof count === "number" && count < 0) return badConstant(call, 2, "a length is not negative");
  return resolveSlice(call);
}

export const sliceRecord: FunctionRecord = {
  name: "slice",
  family: "array",
  usage: "slice(array, start, length)",
  summary: "`length` elements from a position counted from 1, or from the end for a negative one.",
  examples: [
    { expr: "slice(array(1, 2, 3, 4), 2, 2)", text: "[2,3]" },
    { expr: "slice(array(1, 2, 3, 4), -2, 2)", text: "[3,4]" },
  ],
  differs:
    "Spark fails for position 0 and for a negative length; constants are refused here, and otherwise the result is NULL.",
  arity: [3, 3],
  resolve: resolve,
};
