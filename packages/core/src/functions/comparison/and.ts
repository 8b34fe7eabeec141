import { build } from "../../typed/index.js";
import type { FunctionRecord } from "../record.js";
import { connective } from "./connective.js";

export const and: FunctionRecord = {
  name: "and",
  family: "comparison",
  usage: "and(a, b[, …])",
  summary:
    "Whether every condition is true: false if any is false, otherwise NULL if any is NULL. The same as `a AND b`.",
  examples: [
    { expr: "and(true, false)", text: "false" },
    { expr: "and(true, true, NULL)", text: "NULL" },
    { expr: "false and NULL", text: "false" },
  ],
  arity: [2, Infinity],
  resolve: connective(build.and),
};
