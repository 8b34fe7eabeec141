import { build, type TypedCall, type TypedExpr, type TypedLambda } from "@pinion/core";

/** What a pass makes of a node whose parts it has been through; the node itself where there is nothing to do. */
export type Rule = (expr: TypedExpr) => TypedExpr;

/** Applies a rule from the leaves up. What does not change stays the same object; shared parts stay shared. */
export function rewrite(expr: TypedExpr, rule: Rule): TypedExpr {
  const done = new Map<TypedExpr, TypedExpr>();
  const visit = (node: TypedExpr): TypedExpr => {
    let made = done.get(node);
    if (made === undefined) {
      made = rule(withParts(node, visit));
      done.set(node, made);
    }
    return made;
  };
  return visit(expr);
}

/** The node with each part replaced, and its nullability known anew. */
function withParts(expr: TypedExpr, visit: (part: TypedExpr) => TypedExpr): TypedExpr {
  switch (expr.kind) {
    case "literal":
    case "column":
    case "variable":
      return expr;
    case "and":
    case "or": {
      const [left, right] = [visit(expr.left), visit(expr.right)];
      if (left === expr.left && right === expr.right) return expr;
      return expr.kind === "and" ? build.and(left, right, expr.span) : build.or(left, right, expr.span);
    }
    case "if": {
      const [condition, then, otherwise] = [visit(expr.condition), visit(expr.then), visit(expr.else)];
      if (condition === expr.condition && then === expr.then && otherwise === expr.else) return expr;
      return build.iff(condition, then, otherwise, expr.span);
    }
    case "coalesce": {
      const args = expr.args.map(visit);
      return same(args, expr.args) ? expr : build.coalesce(args, expr.span);
    }
    case "isNull": {
      const arg = visit(expr.arg);
      return arg === expr.arg ? expr : build.isNull(arg, expr.span);
    }
    case "in": {
      const arg = visit(expr.arg);
      return arg === expr.arg ? expr : build.isIn(arg, expr.values, expr.hasNull, expr.span);
    }
    case "call":
      return callWith(expr, visit);
  }
}

function callWith(expr: TypedCall, visit: (part: TypedExpr) => TypedExpr): TypedExpr {
  const args = expr.args.map((arg): TypedExpr | TypedLambda => {
    if (arg.kind !== "lambda") return visit(arg);
    const body = visit(arg.body);
    return body === arg.body ? arg : { ...arg, body };
  });
  if (same(args, expr.args)) return expr;
  const { name, impl, statics, type, span, nullable } = expr;
  return build.call({ name, impl, statics, type, args, span, nullable, implicit: expr.implicit === true });
}

const same = <T>(a: readonly T[], b: readonly T[]): boolean => a.every((each, i) => each === b[i]);
