import type { TypedExpr, TypedLambda } from "./typed-expr.js";

/** What an expression is computed from, in order. */
export function partsOf(expr: TypedExpr | TypedLambda): readonly (TypedExpr | TypedLambda)[] {
  switch (expr.kind) {
    case "literal":
    case "column":
    case "variable":
      return [];
    case "and":
    case "or":
      return [expr.left, expr.right];
    case "if":
      return [expr.condition, expr.then, expr.else];
    case "isNull":
    case "in":
      return [expr.arg];
    case "coalesce":
    case "call":
      return expr.args;
    case "lambda":
      return [expr.body];
  }
}
