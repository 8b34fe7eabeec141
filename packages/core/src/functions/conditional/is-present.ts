import { build } from "../../typed/index.js";
import { single } from "../comparison/arguments.js";
import { negate } from "../comparison/not.js";
import type { FunctionRecord } from "../record.js";

export const isPresent: FunctionRecord = {
  name: "ispresent",
  family: "conditional",
  usage: "isPresent(x)",
  summary: "Whether a value is there, that is not NULL.",
  examples: [
    { expr: "isPresent(0)", text: "true" },
    { expr: "isPresent(NULL)", text: "false" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    return negate(build.isNull(x.expr, call.span), call.span);
  },
};
