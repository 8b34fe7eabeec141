import { build, type TypedExpr } from "@pinion/core";
import { mayCount } from "./counts.js";
import { rewrite } from "./rewrite.js";

/** Takes constants and double negations out of AND, OR and NOT. */
export const simplifyBooleans = (expr: TypedExpr): TypedExpr => rewrite(expr, simplify);

function simplify(expr: TypedExpr): TypedExpr {
  switch (expr.kind) {
    case "and":
    case "or": {
      const decisive = expr.kind === "or";
      const { left, right } = expr;
      if (isLiteral(left, !decisive)) return right;
      if (isLiteral(right, !decisive)) return left;
      const decided = isLiteral(left, decisive) || (isLiteral(right, decisive) && !mayCount(left));
      return decided ? build.literal(decisive, expr.type, expr.span) : expr;
    }
    case "if":
      // `if(c, true, false)` is c where that is never NULL.
      if (expr.condition.nullable) return expr;
      return isLiteral(expr.then, true) && isLiteral(expr.else, false) ? expr.condition : expr;
    default: {
      const inner = negated(expr);
      return (inner && negated(inner)) ?? expr;
    }
  }
}

const isLiteral = (expr: TypedExpr, value: boolean): boolean =>
  expr.kind === "literal" && expr.value === value;

/** What NOT is applied to: its implementation is the one that is `!` in JavaScript. */
function negated(expr: TypedExpr): TypedExpr | undefined {
  if (expr.kind !== "call" || expr.impl.js !== "!$0" || expr.impl.nulls !== "strict") return undefined;
  const [arg] = expr.args;
  return expr.args.length === 1 && arg?.kind !== "lambda" && arg?.type.kind === "boolean" ? arg : undefined;
}
