import * as std from "../../std/array/index.js";
import { VOID, arrayOf } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, anyType } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { exactly } from "../string/exactly.js";
import { TOO_MANY } from "../../std/array/limits.js";

export const arrayRepeatRecord: FunctionRecord = {
  name: "array_repeat",
  family: "array",
  usage: "array_repeat(element, count)",
  summary: "An array that holds the element `count` times; empty for less than once.",
  examples: [{ expr: "array_repeat('123', 2)", text: '["123","123"]' }],
  differs: "A result of more than 1,048,576 elements is NULL.",
  arity: [2, 2],
  resolve: overloads({
    params: [anyType, exactly(INT_PARAM)],
    returns: (types) => arrayOf(types[0] ?? VOID),
    impl: { name: "arrayRepeat", run: std.arrayRepeat, nulls: "aware", fails: TOO_MANY },
  }),
};
