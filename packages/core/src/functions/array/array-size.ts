import * as std from "../../std/array/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { anyArray } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const arraySizeRecord: FunctionRecord = {
  name: "array_size",
  family: "array",
  usage: "array_size(array)",
  summary: "How many elements the array has; NULL of NULL.",
  examples: [{ expr: "array_size(array('b', 'd', 'c', 'a'))", text: "4" }],
  arity: [1, 1],
  resolve: overloads({
    params: [anyArray],
    returns: INT,
    impl: { name: "arraySize", run: std.arraySize, nulls: "strict", js: "$0.length" },
  }),
};
