import type { FunctionRecord } from "../record.js";
import { comparison } from "./compare.js";

export const notEqual: FunctionRecord = {
  name: "<>",
  aliases: ["!="],
  family: "comparison",
  usage: "a <> b",
  summary: "Whether two values differ, by the rules of `=`; NULL if either is NULL.",
  examples: [
    { expr: "1 <> 2", text: "true" },
    { expr: "'2' <> cast(2 as tinyint)", text: "false" },
  ],
  arity: [2, 2],
  resolve: comparison("<>"),
};
