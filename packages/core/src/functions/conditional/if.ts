import { build, type TypedExpr } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { triple } from "../comparison/arguments.js";
import { wrongType } from "../overloads.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { meet } from "./meet.js";

export const iff: FunctionRecord = {
  name: "if",
  aliases: ["iff"],
  family: "conditional",
  usage: "if(condition, then, otherwise)",
  summary:
    "`then` where the condition is true, `otherwise` where it is false or NULL. Both are converted to one type.",
  examples: [
    { expr: "if(1 < 2, 'a', 'b')", text: "a" },
    { expr: "if(NULL, 1, 2.5)", text: "2.5" },
  ],
  arity: [3, 3],
  resolve: (call) => {
    const args = triple(call);
    if ("kind" in args) return args;
    const [{ expr: condition, type }, then, otherwise] = args;
    if (type.kind === "void") {
      return choose(call, build.nullOf(BOOLEAN, condition.span), then.expr, otherwise.expr);
    }
    if (type.kind !== "boolean") return wrongType(call, 0, "boolean", type);
    return choose(call, condition, then.expr, otherwise.expr);
  },
};

/** One of two expressions, in the type that both meet in. */
export function choose(
  call: FunctionCall,
  condition: TypedExpr,
  then: TypedExpr,
  otherwise: TypedExpr,
): Resolution {
  const branches = meet(call, [then, otherwise]);
  if ("kind" in branches) return branches;
  const [first, second] = branches;
  if (first === undefined || second === undefined) throw new Error("two branches met in one");
  return build.iff(condition, first, second, call.span);
}
