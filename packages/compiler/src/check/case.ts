import { build, type TypedExpr } from "@pinion/core";
import type { Case } from "../parse/expr.js";
import { apply, value } from "./calls.js";
import type { Checked, Checking } from "./checking.js";
import { meet } from "./meet.js";
import { condition } from "./operators.js";

/** Both forms of CASE: a chain of ifs over results of one type. Without ELSE the last result is NULL. */
export function checkCase(c: Checking, expr: Case): Checked {
  const conditions = conditionsOf(c, expr);
  const thens = expr.branches.map((branch) => c.check(branch.then));
  const otherwise = expr.otherwise === null ? null : c.check(expr.otherwise);
  if (conditions === undefined || otherwise === undefined) return undefined;
  if (!thens.every((then) => then !== undefined)) return undefined;

  const results = meet(c, otherwise === null ? thens : [...thens, otherwise], "results of CASE", expr.span);
  const [first] = results ?? [];
  if (results === undefined || first === undefined) return undefined;
  const last = results[conditions.length] ?? build.nullOf(first.type, expr.span);
  return conditions.reduceRight<TypedExpr>((rest, when, i) => {
    const then = results[i];
    if (then === undefined) throw new Error(`no result of branch ${i}`);
    return build.iff(when, then, rest, expr.span);
  }, last);
}

function conditionsOf(c: Checking, expr: Case): readonly TypedExpr[] | undefined {
  const subject = expr.subject && c.check(expr.subject);
  const conditions = expr.branches.map(({ when, span }): Checked => {
    const typed = c.check(when);
    if (subject === null) {
      // Unlike `if`, Spark's CASE does not take a bare NULL for a condition.
      return typed?.type.kind === "void" ? c.report(bareNull(typed)) : condition(c, typed, "WHEN");
    }
    if (subject === undefined || typed === undefined) return undefined;
    const args = [value(subject), value(typed)];
    return apply(c, { name: "=", span: when.span, nameSpan: span, args });
  });
  return conditions.every((one) => one !== undefined) ? conditions : undefined;
}

const bareNull = (expr: TypedExpr) =>
  ({
    code: "PN2201",
    message: "WHEN takes conditions, and a bare NULL has no type",
    help: "leave the branch out, or write CAST(NULL AS BOOLEAN)",
    span: expr.span,
  }) as const;
