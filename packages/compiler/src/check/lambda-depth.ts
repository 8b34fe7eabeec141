import { childrenOf } from "../parse/children.js";
import type { Expr } from "../parse/expr.js";

/** Each level multiplies the work of a row by the length of an array. */
export const MAX_LAMBDAS = 6;

/** The first lambda that stands within too many others. */
export function deepLambda(root: Expr): Expr | undefined {
  const open: { readonly expr: Expr; readonly lambdas: number }[] = [{ expr: root, lambdas: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { expr } = next;
    const lambdas = next.lambdas + (expr.kind === "lambda" ? 1 : 0);
    if (lambdas > MAX_LAMBDAS) return expr;
    for (const child of childrenOf(expr)) open.push({ expr: child, lambdas });
  }
  return undefined;
}
