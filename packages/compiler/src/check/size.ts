import type { TypedExpr, TypedLambda } from "@pinion/core";

/** Sizes of nodes met before: what is shared in a tree is measured once. */
const sizes = new WeakMap<object, number>();

/**
 * How many nodes a tree has, shared parts counted each time they stand in it. Rewrites repeat their arguments
 * (`nullif`, BETWEEN, `CASE x WHEN`), so nesting them makes trees far larger than their text.
 */
export function treeSize(expr: TypedExpr | TypedLambda): number {
  const known = sizes.get(expr);
  if (known !== undefined) return known;
  const size = partsOf(expr).reduce((sum, part) => sum + treeSize(part), 1);
  sizes.set(expr, size);
  return size;
}

function partsOf(expr: TypedExpr | TypedLambda): readonly (TypedExpr | TypedLambda)[] {
  switch (expr.kind) {
    case "literal":
    case "column":
    case "variable":
      return [];
    case "call":
    case "coalesce":
      return expr.args;
    case "and":
    case "or":
      return [expr.left, expr.right];
    case "if":
      return [expr.condition, expr.then, expr.else];
    case "isNull":
    case "in":
      return [expr.arg];
    case "lambda":
      return [expr.body];
  }
}
