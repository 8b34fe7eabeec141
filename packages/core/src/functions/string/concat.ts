import type { FunctionRecord } from "../record.js";
import { resolveConcat } from "./concat-resolve.js";

export const concatRecord: FunctionRecord = {
  name: "concat",
  family: "string",
  usage: "concat(value[, …])",
  summary:
    "Texts joined, or the elements of arrays of one type, or the bytes of binaries. Other values become texts. NULL if any of them is NULL; without values, an empty text.",
  examples: [
    { expr: "concat('Spark', 'SQL')", text: "SparkSQL" },
    { expr: "concat(array(1, 2, 3), array(4, 5), array(6))", text: "[1,2,3,4,5,6]" },
    { expr: "concat('a', NULL)", text: "NULL" },
    { expr: "concat(1, true)", text: "1true" },
  ],
  differs: "An array of more than 1,048,576 elements is NULL.",
  arity: [0, Infinity],
  resolve: resolveConcat,
};
