import { build, DATE, isDatetime, STRING, type Problem, type TypedExpr } from "@pinion/core";
import { castTo } from "@pinion/core/functions";
import type { Expr } from "../parse/expr.js";
import type { Checking } from "./checking.js";

/** `day > 2020-01-31`: a date without quotes, which is 2020 minus 1 minus 31, beside a date or timestamp. */
export function bareDate(c: Checking, beside: TypedExpr, expr: Expr): Problem | undefined {
  const written = isDatetime(beside.type) ? dateOf(expr) : undefined;
  if (written === undefined) return undefined;
  const text = build.literal(written, STRING, expr.span);
  const date = castTo(text, DATE, c.functions, { implicit: true });
  if (date?.kind !== "literal" || date.value === null) return undefined;
  return {
    code: "PN2201",
    message: `\`${written}\` is a subtraction, not a date`,
    label: "numbers, and minus signs between them",
    help: `write \`DATE '${written}'\``,
    suggestion: { span: expr.span, text: `DATE '${written}'` },
    span: expr.span,
  };
}

/** Three numbers and hyphens as a date has them, without a space. */
function dateOf(expr: Expr): string | undefined {
  if (expr.kind !== "binary" || expr.left.kind !== "binary") return undefined;
  const parts = [expr.left.left, expr.left.right, expr.right];
  if (expr.op !== "-" || expr.left.op !== "-") return undefined;
  const texts = parts.map((part) => (part.kind === "number" && part.suffix === null ? part.text : ""));
  const written = texts.join("-");
  const tight = expr.span.end - expr.span.start === written.length;
  return tight && /^\d{4}-\d{1,2}-\d{1,2}$/.test(written) ? written : undefined;
}
