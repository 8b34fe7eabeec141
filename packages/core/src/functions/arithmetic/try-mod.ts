import type { FunctionRecord } from "../record.js";
import { binaryOperator } from "./operator.js";
import { remainderOf } from "./remainder.js";

export const tryMod: FunctionRecord = {
  name: "try_mod",
  family: "arithmetic",
  usage: "try_mod(a, b)",
  summary: "The remainder as `%` has it, which is NULL of a division by zero anyway.",
  examples: [
    { expr: "try_mod(3.0, 2.0)", text: "1.0" },
    { expr: "try_mod(1, 0)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: binaryOperator(remainderOf),
};
