import type { Problem, Span, Suggestion, TypedExpr } from "@pinion/core";
import type { Binary } from "../parse/expr.js";
import type { Checking } from "./checking.js";

/** `x = NULL`: Spark answers NULL, which nobody who writes it means. */
export function warnOfNull(c: Checking, expr: Binary, left: TypedExpr, right: TypedExpr): void {
  if (expr.op !== "=" && expr.op !== "<>") return;
  const nullRight = expr.right.kind === "null";
  if (nullRight === (expr.left.kind === "null")) return;
  const operand = nullRight ? left.span : right.span;
  const test = expr.op === "=" ? "IS NULL" : "IS NOT NULL";
  // What stands beside NULL is kept as it was written, so only `x = NULL` is mended by one replacement.
  const suggestion: Suggestion | undefined = nullRight
    ? { span: { start: expr.opSpan.start, end: expr.span.end }, text: test }
    : undefined;
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
  message: "`||` joins texts, and conditions stand on both sides",
  label: "joins texts",
  help: "did you mean OR?",
  suggestion: { span: opSpan, text: "or" },
  span: opSpan,
});

const COMPARISONS: readonly string[] = ["=", "<>", "<", "<=", ">", ">=", "<=>"];

/** The `||` of `a = 1 || b = 2`: it binds before comparisons do, so it stands inside of the left one. */
export function pipesForOr({ op, left }: Binary): Binary | undefined {
  if (!COMPARISONS.includes(op) || left.kind !== "binary" || !COMPARISONS.includes(left.op)) return undefined;
  const { right } = left;
  return right.kind === "binary" && right.op === "||" && left.span.end === right.span.end ? right : undefined;
}
