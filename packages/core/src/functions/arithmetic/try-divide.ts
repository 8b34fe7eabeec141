import type { FunctionRecord } from "../record.js";
import { resolveDivide } from "./divide.js";

export const tryDivide: FunctionRecord = {
  name: "try_divide",
  family: "arithmetic",
  usage: "try_divide(a, b)",
  summary: "The quotient as `/` has it, which is NULL of a division by zero anyway.",
  examples: [
    { expr: "try_divide(3, 2)", text: "1.5" },
    { expr: "try_divide(1, 0)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolveDivide,
};
