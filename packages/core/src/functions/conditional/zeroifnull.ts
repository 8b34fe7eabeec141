import { build } from "../../typed/index.js";
import { INT } from "../../types/index.js";
import { single } from "../comparison/arguments.js";
import type { FunctionRecord } from "../record.js";
import { meet } from "./meet.js";

export const zeroifnull: FunctionRecord = {
  name: "zeroifnull",
  family: "conditional",
  usage: "zeroifnull(x)",
  summary: "The value, or 0 where it is NULL. The same as `coalesce(x, 0)`.",
  examples: [
    { expr: "zeroifnull(NULL)", text: "0" },
    { expr: "zeroifnull(cast(2 as bigint))", text: "2" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    const values = meet(call, [x.expr, build.literal(0, INT, call.span)]);
    return "kind" in values ? values : build.coalesce(values, call.span);
  },
};
