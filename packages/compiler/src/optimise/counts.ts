import type { TypedExpr, TypedLambda } from "@pinion/core";

const known = new WeakMap<TypedExpr, boolean>();

/**
 * Whether evaluating an expression may count a failure. What may is left out only where it would not have
 * been evaluated: the reports are to say what the expression as written meets.
 */
export function mayCount(expr: TypedExpr): boolean {
  let counts = known.get(expr);
  if (counts === undefined) {
    counts = find(expr);
    known.set(expr, counts);
  }
  return counts;
}

const ofPart = (part: TypedExpr | TypedLambda): boolean =>
  mayCount(part.kind === "lambda" ? part.body : part);

function find(expr: TypedExpr): boolean {
  switch (expr.kind) {
    case "literal":
    case "column":
    case "variable":
      return false;
    case "and":
    case "or":
      return mayCount(expr.left) || mayCount(expr.right);
    case "if":
      return mayCount(expr.condition) || mayCount(expr.then) || mayCount(expr.else);
    case "isNull":
    case "in":
      return mayCount(expr.arg);
    case "coalesce":
      return expr.args.some(mayCount);
    case "call":
      return (expr.impl.nulls === "strict" && typeof expr.impl.fails === "string") || expr.args.some(ofPart);
  }
}
