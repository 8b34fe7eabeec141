import { build } from "../../typed/index.js";
import type { FunctionRecord } from "../record.js";
import { connective } from "./connective.js";

export const or: FunctionRecord = {
  name: "or",
  family: "comparison",
  usage: "or(a, b[, …])",
  summary:
    "Whether any condition is true: true if one is, otherwise NULL if any is NULL. The same as `a OR b`.",
  examples: [
    { expr: "or(true, false)", text: "true" },
    { expr: "or(false, false, NULL)", text: "NULL" },
    { expr: "true or NULL", text: "true" },
  ],
  arity: [2, Infinity],
  resolve: connective(build.or),
};
