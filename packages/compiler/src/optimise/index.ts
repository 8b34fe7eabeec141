import type { TypedExpr } from "@pinion/core";

/** The same expression, with less work. */
export function optimise(expr: TypedExpr): TypedExpr {
  return expr;
}
