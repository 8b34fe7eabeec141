import * as std from "../../std/array/index.js";
import { VOID } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { anyArray } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const arrayCompactRecord: FunctionRecord = {
  name: "array_compact",
  family: "array",
  usage: "array_compact(array)",
  summary: "The array without its NULLs.",
  examples: [{ expr: "array_compact(array(1, 2, 3, null))", text: "[1,2,3]" }],
  arity: [1, 1],
  resolve: overloads({
    params: [anyArray],
    returns: (types) => types[0] ?? VOID,
    impl: { name: "arrayCompact", run: std.arrayCompact, nulls: "strict" },
  }),
};
