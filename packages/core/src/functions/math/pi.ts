import { build } from "../../typed/index.js";
import { DOUBLE } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";

export const pi: FunctionRecord = {
  name: "pi",
  family: "math",
  usage: "pi()",
  summary: "The number π.",
  examples: [{ expr: "pi()", text: "3.141592653589793" }],
  arity: [0, 0],
  resolve: (call) => build.literal(Math.PI, DOUBLE, call.span),
};
