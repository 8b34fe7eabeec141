import { build, STRING, type TypedExpr } from "@pinion/core";
import type { Like } from "../parse/expr.js";
import { balanced } from "./balanced.js";
import { apply, not, value } from "./calls.js";
import { lostEscapeIn } from "./lost-escapes.js";
import { checkAll, type Checked, type Checking } from "./checking.js";

/** `x [NOT] LIKE p`, and with ANY or ALL the OR or AND over the patterns, NOT standing before each. */
export function checkLike(c: Checking, expr: Like): Checked {
  const [arg, ...patterns] = checkAll(c, [expr.arg, ...expr.patterns]) ?? [];
  if (arg === undefined) return undefined;
  if (expr.op === "rlike") {
    const lost = expr.patterns.map(lostEscapeIn).filter((problem) => problem !== undefined);
    for (const problem of lost) c.report(problem);
  }
  const tests = patterns.map((pattern) => one(c, expr, arg, pattern));
  if (!tests.every((test) => test !== undefined)) return undefined;
  const connect = expr.quantifier === "any" ? build.or : build.and;
  return balanced(tests, (left, right) => connect(left, right, expr.span));
}

function one(c: Checking, expr: Like, arg: TypedExpr, pattern: TypedExpr): Checked {
  const { span } = expr;
  const escape = expr.escape === null ? [] : [value(build.literal(expr.escape, STRING, span))];
  const args = [value(arg, expr.arg.span), value(pattern), ...escape];
  const matches = apply(c, { name: expr.op, span, nameSpan: span, args });
  return matches && (expr.negated ? not(c, matches) : matches);
}
