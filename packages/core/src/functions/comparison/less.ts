import type { FunctionRecord } from "../record.js";
import { comparison } from "./compare.js";

export const less: FunctionRecord = {
  name: "<",
  family: "comparison",
  usage: "a < b",
  summary:
    "Whether the first value comes before the second; NULL if either is NULL. NaN comes after every number, texts go by code points, arrays and structs part by part.",
  examples: [
    { expr: "1 < 2", text: "true" },
    { expr: "1.1 < '1'", text: "false" },
    { expr: "array(1) < array(1, 2)", text: "true" },
  ],
  arity: [2, 2],
  resolve: comparison("<"),
};
