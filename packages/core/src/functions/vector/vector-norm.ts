import * as std from "../../std/vector/index.js";
import { FLOAT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { byDegree } from "./degree.js";

export const vectorNorm: FunctionRecord = {
  name: "vector_norm",
  family: "vector",
  usage: "vector_norm(a[, degree])",
  summary:
    "The norm of an array of FLOATs, of degree 1.0F (Σ |aᵢ|), 2.0F (√Σ aᵢ², where it is left out) or float('inf') (max |aᵢ|). NULL where a number is NULL. `l2_norm` takes other numbers too.",
  examples: [
    { expr: "vector_norm(array(3.0F, 4.0F))", text: "5.0" },
    { expr: "vector_norm(array(3.0F, 4.0F), 1.0F)", text: "7.0" },
    { expr: "vector_norm(array(3.0F, 4.0F), float('inf'))", text: "4.0" },
  ],
  arity: [1, 2],
  resolve: byDegree(
    { name: "vectorNormFloat", run: std.vectorNormFloat, nulls: "strict", fails: "a vector with NULLs" },
    FLOAT,
  ),
};
