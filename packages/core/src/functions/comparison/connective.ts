import type { Span } from "../../diagnostics/index.js";
import type { TypedExpr } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Resolution } from "../record.js";

/** `resolve` of `and` and `or`: conditions joined from the left. */
export const connective =
  (join: (left: TypedExpr, right: TypedExpr, span: Span) => TypedExpr) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    let joined: TypedExpr | undefined;
    for (const [i, { expr, type }] of args.entries()) {
      if (type.kind !== "boolean" && type.kind !== "void") return wrongType(call, i, "boolean", type);
      const condition = coerce(expr, BOOLEAN, call.context);
      joined = joined === undefined ? condition : join(joined, condition, call.span);
    }
    if (joined === undefined) throw new Error(`${call.name} without arguments`);
    return joined;
  };
