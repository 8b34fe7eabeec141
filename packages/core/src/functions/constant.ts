import { interpret } from "../typed/interpret.js";
import type { TypedExpr, TypedLambda } from "../typed/index.js";
import type { Value } from "../values/index.js";

/** The value of an expression that reads no column and no variable; undefined of any other. */
export function constantOf(expr: TypedExpr): Value | undefined {
  if (expr.kind === "literal") return expr.value;
  return isConstant(expr) ? interpret(expr, () => null) : undefined;
}

function isConstant(expr: TypedExpr | TypedLambda): boolean {
  switch (expr.kind) {
    case "literal":
      return true;
    case "column":
    case "variable":
    case "lambda":
      return false;
    case "and":
    case "or":
      return isConstant(expr.left) && isConstant(expr.right);
    case "if":
      return isConstant(expr.condition) && isConstant(expr.then) && isConstant(expr.else);
    case "isNull":
    case "in":
      return isConstant(expr.arg);
    case "coalesce":
    case "call":
      return expr.args.every(isConstant);
  }
}
