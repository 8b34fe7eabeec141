import type { FunctionRecord } from "../record.js";
import { comparison } from "./compare.js";

export const equal: FunctionRecord = {
  name: "=",
  aliases: ["=="],
  family: "comparison",
  usage: "a = b",
  summary:
    "Whether two values are equal; NULL if either is NULL. NaN equals NaN and -0.0 equals 0.0. A text beside another type is converted to that type first.",
  examples: [
    { expr: "2 = 2", text: "true" },
    { expr: "1 = '1'", text: "true" },
    { expr: "NULL = NULL", text: "NULL" },
    { expr: "true = 1", text: "true" },
    { expr: "double('NaN') = double('NaN')", text: "true" },
  ],
  arity: [2, 2],
  resolve: comparison("="),
};
