import { build } from "../../typed/index.js";
import type { FunctionRecord } from "../record.js";
import { single } from "./arguments.js";
import { negate } from "./not.js";

export const isnotnull: FunctionRecord = {
  name: "isnotnull",
  family: "comparison",
  usage: "isnotnull(x)",
  summary: "Whether a value is not NULL. The same as `x IS NOT NULL`.",
  examples: [
    { expr: "isnotnull(1)", text: "true" },
    { expr: "isnotnull(NULL)", text: "false" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    return negate(build.isNull(x.expr, call.span), call.span);
  },
};
