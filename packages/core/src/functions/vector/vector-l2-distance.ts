import * as std from "../../std/vector/index.js";
import { FLOAT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floatVector } from "./vectors.js";

export const vectorL2Distance: FunctionRecord = {
  name: "vector_l2_distance",
  family: "vector",
  usage: "vector_l2_distance(a, b)",
  summary:
    "The Euclidean distance of two arrays of FLOATs, √Σ (aᵢ - bᵢ)². NULL where the lengths differ or a number is NULL. `l2_distance` takes other numbers too.",
  examples: [
    { expr: "vector_l2_distance(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))", text: "5.196152" },
  ],
  differs: "Spark ends the whole job at vectors of different lengths; here the row has NULL.",
  arity: [2, 2],
  resolve: overloads({
    params: [floatVector, floatVector],
    returns: FLOAT,
    impl: {
      name: "l2DistanceFloat",
      run: std.l2DistanceFloat,
      nulls: "strict",
      fails: "vectors of different lengths, or with NULLs",
    },
  }),
};
