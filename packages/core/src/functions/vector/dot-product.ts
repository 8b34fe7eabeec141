import * as std from "../../std/vector/index.js";
import { DOUBLE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { numberVector, sparseVector } from "./vectors.js";

const fails = "vectors of different lengths, or with NULLs";

export const dotProduct: FunctionRecord = {
  name: "dot_product",
  aliases: ["dotproduct"],
  family: "vector",
  usage: "dot_product(a, b)",
  summary:
    "The sum of the products of two vectors' numbers, as a DOUBLE. Vectors are arrays of numbers of one length, or maps from terms to numbers. NULL for other lengths or where a number is NULL.",
  examples: [
    { expr: "dot_product(array(1, 2, 3), array(4, 5, 6))", text: "32.0" },
    { expr: "dotProduct(map('a', 2.0, 'b', 1.0), map('a', 0.5))", text: "1.0" },
    { expr: "dot_product(array(1, NULL), array(1, 1))", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: overloads(
    {
      params: [numberVector, numberVector],
      returns: DOUBLE,
      impl: { name: "dotProduct", run: std.dotProduct, nulls: "strict", fails },
    },
    {
      params: [sparseVector, sparseVector],
      returns: DOUBLE,
      impl: { name: "dotProductSparse", run: std.dotProductSparse, nulls: "strict", fails },
    },
  ),
};
