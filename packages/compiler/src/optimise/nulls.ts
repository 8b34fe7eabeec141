import { build, type TypedCall, type TypedExpr } from "@pinion/core";
import { mayCount } from "./counts.js";
import { rewrite } from "./rewrite.js";

/** Takes out tests for NULLs that cannot be, and work whose result is NULL anyway. */
export const simplifyNulls = (expr: TypedExpr): TypedExpr => rewrite(expr, simplify);

function simplify(expr: TypedExpr): TypedExpr {
  switch (expr.kind) {
    case "isNull":
      if (expr.arg.nullable || mayCount(expr.arg)) return expr;
      return build.literal(false, expr.type, expr.span);
    case "if":
      if (expr.condition.kind !== "literal") return expr;
      return expr.condition.value === true ? expr.then : expr.else;
    case "coalesce":
      return coalesce(expr);
    case "call":
      return neverCalled(expr) ? build.nullOf(expr.type, expr.span) : expr;
    default:
      return expr;
  }
}

function coalesce(expr: TypedExpr & { readonly kind: "coalesce" }): TypedExpr {
  const flat = expr.args.flatMap((arg) => (arg.kind === "coalesce" ? arg.args : [arg]));
  const args: TypedExpr[] = [];
  for (const arg of flat) {
    if (isNullLiteral(arg)) continue;
    args.push(arg);
    if (!arg.nullable) break;
  }
  const [only] = args;
  if (only === undefined) return build.nullOf(expr.type, expr.span);
  if (args.length === 1) return only;
  return args.length === expr.args.length ? expr : build.coalesce(args, expr.span);
}

/** A strict call with a NULL among its arguments, behind none that may count a failure. */
function neverCalled(expr: TypedCall): boolean {
  if (expr.impl.nulls !== "strict") return false;
  for (const arg of expr.args) {
    if (arg.kind === "lambda") continue;
    if (isNullLiteral(arg)) return true;
    if (mayCount(arg)) return false;
  }
  return false;
}

const isNullLiteral = (expr: TypedExpr): boolean => expr.kind === "literal" && expr.value === null;
