import type { FunctionRecord } from "../record.js";
import { comparison } from "./compare.js";

export const greaterOrEqual: FunctionRecord = {
  name: ">=",
  family: "comparison",
  usage: "a >= b",
  summary:
    "Whether the first value comes after the second or equals it, in the order of `<`; NULL if either is NULL.",
  examples: [
    { expr: "2 >= 1", text: "true" },
    { expr: "2.0 >= '2.1'", text: "false" },
  ],
  arity: [2, 2],
  resolve: comparison(">="),
};
