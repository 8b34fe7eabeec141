import { build } from "../../typed/index.js";
import { DOUBLE } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";

export const e: FunctionRecord = {
  name: "e",
  family: "math",
  usage: "e()",
  summary: "Euler's number.",
  examples: [{ expr: "e()", text: "2.718281828459045" }],
  arity: [0, 0],
  resolve: (call) => build.literal(Math.E, DOUBLE, call.span),
};
