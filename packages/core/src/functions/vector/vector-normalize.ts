import * as std from "../../std/vector/index.js";
import { arrayOf, FLOAT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { byDegree } from "./degree.js";

export const vectorNormalize: FunctionRecord = {
  name: "vector_normalize",
  family: "vector",
  usage: "vector_normalize(a[, degree])",
  summary:
    "An array of FLOATs divided by its norm, see `vector_norm`. NULL where a number is NULL or the norm is 0; an empty one stays.",
  examples: [
    { expr: "vector_normalize(array(3.0F, 4.0F))", text: "[0.6,0.8]" },
    { expr: "vector_normalize(array(3.0F, 4.0F), float('inf'))", text: "[0.75,1.0]" },
    { expr: "vector_normalize(array(0.0F))", text: "NULL" },
  ],
  arity: [1, 2],
  resolve: byDegree(
    {
      name: "vectorNormalize",
      run: std.vectorNormalize,
      nulls: "strict",
      fails: "a vector with NULLs or without direction",
    },
    arrayOf(FLOAT),
  ),
};
