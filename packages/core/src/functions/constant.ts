import { interpret } from "../typed/interpret.js";
import type { TypedExpr, TypedLambda } from "../typed/index.js";
import type { Value } from "../values/index.js";

/** The value of an expression that reads no column and no variable of its surroundings; undefined of any other. */
export function constantOf(expr: TypedExpr): Value | undefined {
  if (expr.kind === "literal") return expr.value;
  return isConstant(expr, []) ? interpret(expr, () => null) : undefined;
}

/** `bound` are the variables of the lambdas around. */
function isConstant(expr: TypedExpr | TypedLambda, bound: readonly number[]): boolean {
  const all = (...parts: readonly (TypedExpr | TypedLambda)[]): boolean =>
    parts.every((part) => isConstant(part, bound));
  switch (expr.kind) {
    case "literal":
      return true;
    case "column":
      return false;
    case "variable":
      return bound.includes(expr.id);
    case "lambda":
      return isConstant(expr.body, [...bound, ...expr.params.map((param) => param.id)]);
    case "and":
    case "or":
      return all(expr.left, expr.right);
    case "if":
      return all(expr.condition, expr.then, expr.else);
    case "isNull":
    case "in":
      return all(expr.arg);
    case "coalesce":
    case "call":
      return all(...expr.args);
  }
}
