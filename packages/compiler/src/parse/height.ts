import type { Problem } from "@pinion/core";
import { childrenOf } from "./children.js";
import type { Expr } from "./expr.js";
import { MAX_HEIGHT } from "./limits.js";

/** The problem of a tree that is too deep for the walks that come after; found without recursion. */
export function heightProblem(root: Expr): Problem | undefined {
  let level: Expr[] = [root];
  for (let height = 1; level.length > 0; height++) {
    const [first] = level;
    if (height > MAX_HEIGHT && first !== undefined) {
      return {
        code: "PN2004",
        message: `the expression is more than ${MAX_HEIGHT} operations deep`,
        span: first.span,
        label: "too deep",
        help: "write a long chain of OR as `x IN (…)`, or compute parts in features of their own",
      };
    }
    level = level.flatMap(childrenOf);
  }
  return undefined;
}
