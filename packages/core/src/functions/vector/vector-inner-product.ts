import * as std from "../../std/vector/index.js";
import { FLOAT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floatVector } from "./vectors.js";

export const vectorInnerProduct: FunctionRecord = {
  name: "vector_inner_product",
  family: "vector",
  usage: "vector_inner_product(a, b)",
  summary:
    "The sum of the products of the numbers of two arrays of FLOATs, as a FLOAT. NULL where the lengths differ or a number is NULL. `dot_product` takes other numbers too.",
  examples: [
    { expr: "vector_inner_product(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))", text: "32.0" },
  ],
  differs: "Spark ends the whole job at vectors of different lengths; here the row has NULL.",
  arity: [2, 2],
  resolve: overloads({
    params: [floatVector, floatVector],
    returns: FLOAT,
    impl: {
      name: "dotProductFloat",
      run: std.dotProductFloat,
      nulls: "strict",
      fails: "vectors of different lengths, or with NULLs",
    },
  }),
};
