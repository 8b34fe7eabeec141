import type { Problem, Span, Suggestion, TypedExpr } from "@pinion/core";
import type { Binary } from "../parse/expr.js";
import type { Checking } from "./checking.js";
import { writtenName } from "./foreign-words.js";

/** `x = NULL`: Spark answers NULL, which nobody who writes it means. */
export function warnOfNull(c: Checking, expr: Binary, left: TypedExpr, right: TypedExpr): void {
  if (expr.op !== "=" && expr.op !== "<>") return;
  const nullRight = expr.right.kind === "null";
  if (nullRight === (expr.left.kind === "null")) return;
  const operand = nullRight ? left.span : right.span;
  const test = expr.op === "=" ? "IS NULL" : "IS NOT NULL";
  // What stands behind `NULL =` is written again, which can be done with names alone.
  const other = writtenName(expr.right);
  const suggestion: Suggestion | undefined = nullRight
    ? { span: { start: expr.opSpan.start, end: expr.span.end }, text: test }
    : other === undefined
      ? undefined
      : { span: expr.span, text: `${other} ${test}` };
  c.report({
    code: "PN2210",
    severity: "warning",
    message: `\`${expr.op} NULL\` is never true`,
    label: "always NULL",
    help: `did you mean \`${test}\`?`,
    span: { start: expr.opSpan.start, end: Math.max(expr.opSpan.end, operand.end, expr.span.end) },
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** `||` between conditions: Spark joins the texts `true` and `false`. */
export const pipesJoin = (opSpan: Span): Problem => ({
  code: "PN2211",
  severity: "warning",
  message: "`||` joins texts, and conditions stand beside it",
  label: "joins texts",
  help: "did you mean OR?",
  suggestion: { span: opSpan, text: "or" },
  span: opSpan,
});

/** Whether `||` stands between two conditions, or between one and what is no text. */
export const joinsConditions = (left: TypedExpr, right: TypedExpr): boolean =>
  [left, right].some(({ type }) => type.kind === "boolean") &&
  [left, right].every(({ type }) => type.kind !== "string");

const ORDERINGS: readonly string[] = ["<", "<=", ">", ">="];

/** `1 < x < 5` compares a condition with a number. */
export function chainedComparison({ op, left, opSpan }: Binary): Problem | undefined {
  if (!ORDERINGS.includes(op) || left.kind !== "binary" || !ORDERINGS.includes(left.op)) return undefined;
  const middle = writtenName(left.right);
  const problem = {
    code: "PN2201",
    message: `\`${op}\` takes the result of a comparison, which is boolean`,
    label: "comparisons are not chained",
    span: opSpan,
  } as const;
  if (middle === undefined) return { ...problem, help: "write `a < x AND x < b`" };
  const before = { start: opSpan.start, end: opSpan.start };
  return {
    ...problem,
    help: `write \`AND ${middle} ${op} …\``,
    suggestion: { span: before, text: `AND ${middle} ` },
  };
}

const COMPARISONS: readonly string[] = ["=", "<>", "<", "<=", ">", ">=", "<=>"];

/** The `||` of `a = 1 || b = 2`: it binds before comparisons do, so it stands inside of the left one. */
export function pipesForOr({ op, left }: Binary): Binary | undefined {
  if (!COMPARISONS.includes(op) || left.kind !== "binary" || !COMPARISONS.includes(left.op)) return undefined;
  const { right } = left;
  return right.kind === "binary" && right.op === "||" && left.span.end === right.span.end ? right : undefined;
}
