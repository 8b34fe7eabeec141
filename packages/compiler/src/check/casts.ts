import { isDatetime, showType, type DataType, type TypedExpr } from "@pinion/core";
import { castTo, constantOf, specialText } from "@pinion/core/functions";
import type { CastExpr } from "../parse/expr.js";
import type { Checked, Checking } from "./checking.js";
import { notPure } from "./impure.js";
import { tryCastTo } from "./try-casts.js";

/** `CAST(x AS t)`, `x::t`, `TRY_CAST(x AS t)`. */
export function checkCast(c: Checking, expr: CastExpr): Checked {
  const arg = c.check(expr.arg);
  if (arg === undefined) return undefined;
  const clock = clockWord(arg, expr.type);
  if (clock !== undefined) {
    return c.report({ ...notPure(clock, "depends on the clock"), span: expr.arg.span });
  }
  const cast = expr.try
    ? tryCastTo(c, arg, expr.type, expr.span)
    : castTo(arg, expr.type, c.functions, { span: expr.span });
  return cast ?? noCast(c, expr, arg);
}

/** The constant text that says a date or timestamp by the time of asking: `CAST('today' AS DATE)`. */
function clockWord(arg: TypedExpr, to: DataType): string | undefined {
  if (arg.type.kind !== "string" || !isDatetime(to)) return undefined;
  const text = constantOf(arg);
  if (typeof text !== "string") return undefined;
  const special = specialText(text);
  return special === undefined || special === "epoch" ? undefined : text;
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
