import * as std from "../../std/vector/index.js";
import { DOUBLE, FLOAT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floatVector, numberVector } from "./vectors.js";

const fails = "a vector with NULLs";

export const l2Norm: FunctionRecord = {
  name: "l2_norm",
  family: "vector",
  usage: "l2_norm(a)",
  summary:
    "The length of a vector, √Σ aᵢ². FLOAT of an array of FLOATs, otherwise DOUBLE. NULL where a number is NULL.",
  examples: [
    { expr: "l2_norm(array(3, 4))", text: "5.0" },
    { expr: "l2_norm(array(3, NULL))", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads(
    {
      params: [floatVector],
      returns: FLOAT,
      impl: { name: "l2NormFloat", run: std.l2NormFloat, nulls: "strict", fails },
    },
    {
      params: [numberVector],
      returns: DOUBLE,
      impl: { name: "l2Norm", run: std.l2Norm, nulls: "strict", fails },
    },
  ),
};
