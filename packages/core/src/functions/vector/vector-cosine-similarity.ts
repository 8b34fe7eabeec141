import * as std from "../../std/vector/index.js";
import { FLOAT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floatVector } from "./vectors.js";

export const vectorCosineSimilarity: FunctionRecord = {
  name: "vector_cosine_similarity",
  family: "vector",
  usage: "vector_cosine_similarity(a, b)",
  summary:
    "The cosine of the angle between two arrays of FLOATs, a·b / √(|a|² |b|²). NULL where the lengths differ, a number is NULL, or either is empty or all zeros. `cosine_similarity` takes other numbers too.",
  examples: [
    {
      expr: "vector_cosine_similarity(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))",
      text: "0.97463185",
    },
    { expr: "vector_cosine_similarity(array(0.0F), array(1.0F))", text: "NULL" },
  ],
  differs: "Spark ends the whole job at vectors of different lengths; here the row has NULL.",
  arity: [2, 2],
  resolve: overloads({
    params: [floatVector, floatVector],
    returns: FLOAT,
    impl: {
      name: "vectorCosineFloat",
      run: std.vectorCosineFloat,
      nulls: "strict",
      fails: "vectors of different lengths, with NULLs or without direction",
    },
  }),
};
