import type { TypedExpr, TypedLambda } from "@pinion/core";

/** The columns that an expression reads. */
export function columnsOf(expr: TypedExpr): ReadonlySet<string> {
  const columns = new Set<string>();
  const seen = new Set<TypedExpr | TypedLambda>();
  const open: (TypedExpr | TypedLambda)[] = [expr];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "column") columns.add(node.name);
    open.push(...partsOf(node));
  }
  return columns;
}

function partsOf(expr: TypedExpr | TypedLambda): readonly (TypedExpr | TypedLambda)[] {
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
