import type { FunctionRecord } from "../record.js";
import { resolveConcat } from "./concat-resolve.js";

export const concatOperatorRecord: FunctionRecord = {
  name: "||",
  family: "string",
  usage: "a || b",
  summary: "The same as `concat(a, b)`.",
  examples: [
    { expr: "'Spark' || 'SQL'", text: "SparkSQL" },
    { expr: "3 || 4.0", text: "34.0" },
    { expr: "array(1, 2) || array(3)", text: "[1,2,3]" },
  ],
  arity: [2, 2],
  resolve: resolveConcat,
};
