import { build } from "../../typed/index.js";
import type { FunctionRecord } from "../record.js";
import { single } from "./arguments.js";

export const isnull: FunctionRecord = {
  name: "isnull",
  family: "comparison",
  usage: "isnull(x)",
  summary: "Whether a value is NULL. The same as `x IS NULL`.",
  examples: [
    { expr: "isnull(1)", text: "false" },
    { expr: "isnull(NULL)", text: "true" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    return build.isNull(x.expr, call.span);
  },
};
