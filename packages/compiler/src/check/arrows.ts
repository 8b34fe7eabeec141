import type { Problem } from "@pinion/core";
import type { Expr, Lambda, Name } from "../parse/expr.js";
import { quoteName, type Checking } from "./checking.js";

/** What helps where `place->lat` stands for a field, which in other languages an arrow leads to. */
export function arrowForDot(
  c: Checking,
  { params, body, span }: Lambda,
): Pick<Problem, "help" | "suggestion"> {
  const [base, more] = params;
  const field = firstName(body);
  if (base === undefined || more !== undefined || field === undefined) return {};
  const [column] = c.columns.get(base.name.toLowerCase()) ?? [];
  const hasFields = column?.type.kind === "struct" || column?.type.kind === "map";
  if (!hasFields && c.scope.qualifier !== base.name) return {};
  const text = `${quoteName(base.name)}.${quoteName(field.name)}`;
  return {
    help: `write \`${text}\``,
    suggestion: { span: { start: span.start, end: field.span.end }, text },
  };
}

/** The name that the expression begins with: what stands behind the arrow, which takes in all up to the end. */
function firstName(expr: Expr): Name | undefined {
  switch (expr.kind) {
    case "name":
      return expr;
    case "binary":
    case "and":
    case "or":
      return firstName(expr.left);
    case "is":
    case "in":
    case "like":
    case "between":
      return firstName(expr.arg);
    default:
      return undefined;
  }
}
