import type { Expr } from "./expr.js";

/** The expressions within one, in the order they are written. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "number":
    case "string":
    case "boolean":
    case "null":
    case "typedText":
    case "interval":
    case "name":
      return [];
    case "unary":
    case "cast":
    case "alias":
    case "namedArgument":
      return [expr.arg];
    case "binary":
    case "and":
    case "or":
      return [expr.left, expr.right];
    case "is":
      return expr.other === null ? [expr.arg] : [expr.arg, expr.other];
    case "between":
      return [expr.arg, expr.low, expr.high];
    case "in":
      return [expr.arg, ...expr.items];
    case "like":
      return [expr.arg, ...expr.patterns];
    case "case": {
      const branches = expr.branches.flatMap(({ when, then }) => [when, then]);
      return [expr.subject, ...branches, expr.otherwise].filter((child) => child !== null);
    }
    case "call":
      return expr.args;
    case "method":
      return [expr.receiver, ...expr.args];
    case "field":
      return [expr.base];
    case "index":
      return [expr.base, expr.index];
    case "array":
      return expr.items;
    case "lambda":
      return [expr.body];
  }
}
