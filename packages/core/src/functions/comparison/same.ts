import type { FunctionRecord } from "../record.js";
import { nullSafeEquality } from "./null-safe.js";

export const same: FunctionRecord = {
  name: "<=>",
  family: "comparison",
  usage: "a <=> b",
  summary: "Whether two values are equal, where NULL equals NULL and nothing else. Never NULL.",
  examples: [
    { expr: "2 <=> 2", text: "true" },
    { expr: "1 <=> NULL", text: "false" },
    { expr: "NULL <=> NULL", text: "true" },
  ],
  arity: [2, 2],
  resolve: nullSafeEquality,
};
