import type { FunctionRecord } from "../record.js";
import { nullSafeEquality } from "./null-safe.js";

export const equalNull: FunctionRecord = {
  name: "equal_null",
  family: "comparison",
  usage: "equal_null(a, b)",
  summary: "The same as `a <=> b`: whether two values are equal, where NULL equals NULL and nothing else.",
  examples: [
    { expr: "equal_null(3, 3)", text: "true" },
    { expr: "equal_null(1, '11')", text: "false" },
    { expr: "equal_null(NULL, 'abc')", text: "false" },
  ],
  arity: [2, 2],
  resolve: nullSafeEquality,
};
