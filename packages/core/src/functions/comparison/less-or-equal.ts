import type { FunctionRecord } from "../record.js";
import { comparison } from "./compare.js";

export const lessOrEqual: FunctionRecord = {
  name: "<=",
  family: "comparison",
  usage: "a <= b",
  summary:
    "Whether the first value comes before the second or equals it, in the order of `<`; NULL if either is NULL.",
  examples: [
    { expr: "2 <= 2", text: "true" },
    { expr: "1.0 <= '1'", text: "true" },
    { expr: "1 <= NULL", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: comparison("<="),
};
