import { STRING } from "../../types/index.js";
import type { TypedExpr } from "../../typed/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Refusal } from "../record.js";

/** The arguments of a function that takes texts and turns nothing else into them. */
export function textArguments(call: FunctionCall): readonly TypedExpr[] | Refusal {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  for (const [i, { type }] of args.entries()) {
    if (type.kind !== "string" && type.kind !== "void") return wrongType(call, i, "string", type);
  }
  return args.map((arg) => coerce(arg.expr, STRING, call.context));
}
