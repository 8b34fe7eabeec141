import * as std from "../../std/vector/index.js";
import { DOUBLE, FLOAT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floatVector, numberVector, sparseVector } from "./vectors.js";

const fails = "vectors of different lengths, or with NULLs";

export const cosineSimilarity: FunctionRecord = {
  name: "cosine_similarity",
  aliases: ["cosinesimilarity"],
  family: "vector",
  usage: "cosine_similarity(a, b)",
  summary:
    "The cosine of the angle between two vectors, a·b / (|a| |b|); 0 where either is all zeros. Vectors are arrays of numbers of one length, or maps from terms to numbers. FLOAT of two arrays of FLOATs, otherwise DOUBLE. NULL for other lengths or where a number is NULL.",
  examples: [
    { expr: "cosine_similarity(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))", text: "0.97463185" },
    { expr: "cosine_similarity(array(1, 0), array(0, 1))", text: "0.0" },
    { expr: "cosineSimilarity(map('A', 1, 'B', 1), map('B', 1, 'C', 1))", text: "0.4999999999999999" },
    { expr: "cosine_similarity(array(1, 0), array(1))", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: overloads(
    {
      params: [floatVector, floatVector],
      returns: FLOAT,
      impl: { name: "cosineSimilarityFloat", run: std.cosineSimilarityFloat, nulls: "strict", fails },
    },
    {
      params: [numberVector, numberVector],
      returns: DOUBLE,
      impl: { name: "cosineSimilarity", run: std.cosineSimilarity, nulls: "strict", fails },
    },
    {
      params: [sparseVector, sparseVector],
      returns: DOUBLE,
      impl: { name: "cosineSimilaritySparse", run: std.cosineSimilaritySparse, nulls: "strict", fails },
    },
  ),
};
