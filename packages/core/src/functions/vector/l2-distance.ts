import * as std from "../../std/vector/index.js";
import { DOUBLE, FLOAT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floatVector, numberVector } from "./vectors.js";

const fails = "vectors of different lengths, or with NULLs";

export const l2Distance: FunctionRecord = {
  name: "l2_distance",
  family: "vector",
  usage: "l2_distance(a, b)",
  summary:
    "The Euclidean distance of two vectors, √Σ (aᵢ - bᵢ)². FLOAT of two arrays of FLOATs, otherwise DOUBLE. NULL where the lengths differ or a number is NULL.",
  examples: [
    { expr: "l2_distance(array(0, 0), array(3, 4))", text: "5.0" },
    { expr: "l2_distance(array(0), array(3, 4))", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: overloads(
    {
      params: [floatVector, floatVector],
      returns: FLOAT,
      impl: { name: "l2DistanceFloat", run: std.l2DistanceFloat, nulls: "strict", fails },
    },
    {
      params: [numberVector, numberVector],
      returns: DOUBLE,
      impl: { name: "l2Distance", run: std.l2Distance, nulls: "strict", fails },
    },
  ),
};
