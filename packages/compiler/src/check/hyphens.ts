import type { Problem } from "@pinion/core";
import type { Binary, Expr, Name } from "../parse/expr.js";
import { quoteName, type Checking } from "./checking.js";
import { hasColumn, unknownColumnLike } from "./names.js";

/** `fare-amount` where the column is `fare_amount`: a hyphen, which is a minus here, in place of the name's own sign. */
export function hyphenatedName(c: Checking, expr: Binary): Problem | undefined {
  if (!isHyphen(expr)) return undefined;
  const last = firstName(expr.right);
  if (last === undefined) return undefined;
  const names = [...namesBefore(expr.left), last];
  for (let from = 0; from < names.length - 1; from++) {
    const parts = names.slice(from);
    const missing = parts.find((part) => !isKnown(c, part));
    if (missing === undefined) return undefined;
    const meant = meantBy(c, parts);
    if (meant === undefined) continue;
    const span = { start: parts[0]?.span.start ?? expr.span.start, end: last.span.end };
    return {
      ...unknownColumnLike(c, missing.name, meant, span),
      label: "a hyphen is a minus",
      suggestion: { span, text: quoteName(meant) },
    };
  }
  return undefined;
}

/** The column whose name has these parts with another sign between them, or with the hyphen itself. */
function meantBy(c: Checking, parts: readonly Name[]): string | undefined {
  for (const sign of ["_", "-", ""]) {
    const [column] = c.columns.get(parts.map(({ name }) => name.toLowerCase()).join(sign)) ?? [];
    if (column !== undefined) return column.name;
  }
  return undefined;
}

/** A minus right between two names. */
const isHyphen = ({ op, opSpan, left, right }: Binary): boolean =>
  op === "-" && left.span.end === opSpan.start && right.span.start === opSpan.end;

/** The names at the end of an operand that hyphens hold together. */
function namesBefore(expr: Expr): readonly Name[] {
  if (expr.kind === "name") return expr.quoted ? [] : [expr];
  if (expr.kind !== "binary" || expr.right.kind !== "name" || expr.right.quoted) return [];
  return isHyphen(expr) ? [...namesBefore(expr.left), expr.right] : [expr.right];
}

function firstName(expr: Expr): Name | undefined {
  let at = expr;
  while (at.kind === "binary") at = at.left;
  return at.kind === "name" && !at.quoted ? at : undefined;
}

const isKnown = (c: Checking, { name }: Name): boolean =>
  hasColumn(c, name) || c.variables.has(name.toLowerCase());
