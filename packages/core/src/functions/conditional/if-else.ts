import { build } from "../../typed/index.js";
import { triple } from "../comparison/arguments.js";
import { negate } from "../comparison/not.js";
import type { FunctionRecord } from "../record.js";
import { choose } from "./if.js";

export const ifElse: FunctionRecord = {
  name: "if_else",
  family: "conditional",
  usage: "if_else(condition, then, otherwise)",
  summary:
    "`then` where the condition is true, otherwise `otherwise`. A condition of another type than BOOLEAN asks whether the value is there: `if_else(embedding, embedding, [])`.",
  examples: [
    { expr: "if_else(1 < 2, 'a', 'b')", text: "a" },
    { expr: "if_else(cast(NULL as array<int>), array(1), array(2))", text: "[2]" },
    { expr: "if_else(0, 'there', 'missing')", text: "there" },
  ],
  arity: [3, 3],
  resolve: (call) => {
    const args = triple(call);
    if ("kind" in args) return args;
    const [condition, then, otherwise] = args;
    const holds =
      condition.type.kind === "boolean"
        ? condition.expr
        : negate(build.isNull(condition.expr, condition.span), condition.span);
    return choose(call, holds, then.expr, otherwise.expr);
  },
};
