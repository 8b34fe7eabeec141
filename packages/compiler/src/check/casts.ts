import { showType, type TypedExpr } from "@pinion/core";
import { castTo } from "@pinion/core/functions";
import type { CastExpr } from "../parse/expr.js";
import type { Checked, Checking } from "./checking.js";
import { tryCastTo } from "./try-casts.js";

/** `CAST(x AS t)`, `x::t`, `TRY_CAST(x AS t)`. */
export function checkCast(c: Checking, expr: CastExpr): Checked {
  const arg = c.check(expr.arg);
  if (arg === undefined) return undefined;
  const cast = expr.try
    ? tryCastTo(c, arg, expr.type, expr.span)
    : castTo(arg, expr.type, c.functions, { span: expr.span });
  return cast ?? noCast(c, expr, arg);
}

function noCast(c: Checking, expr: CastExpr, arg: TypedExpr): undefined {
  const from = showType(arg.type);
  const to = showType(expr.type);
  return c.report({
    code: "PN2202",
    message: `there is no ${expr.try ? "try_cast" : "cast"} from ${from} to ${to}`,
    label: `this is ${from}`,
    span: expr.arg.span,
  });
}
