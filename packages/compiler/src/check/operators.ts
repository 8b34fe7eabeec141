import { BOOLEAN, build, showType, type TypedExpr } from "@pinion/core";
import { findFunction } from "@pinion/core/functions";
import type { Binary, Connective, Unary } from "../parse/expr.js";
import { apply, not, value } from "./calls.js";
import type { Checked, Checking } from "./checking.js";
import { checkNumber } from "./numbers.js";
import { warnOfNull, warnOfPipes } from "./warnings.js";

const UNARY_FUNCTIONS = { "-": "negative", "+": "positive", "~": "~", not: "not" } as const;

export function checkUnary(c: Checking, expr: Unary): Checked {
  const { op, arg, span } = expr;
  // `-2147483648` is one INT, though 2147483648 is none; `-(2147483648)` is not.
  if (op === "-" && arg.kind === "number" && arg.span.end === span.end) {
    return checkNumber(c, { ...arg, span }, "-");
  }
  const typed = c.check(arg);
  if (typed === undefined) return undefined;
  const nameSpan = { start: span.start, end: Math.min(span.start + op.length, arg.span.start) };
  return apply(c, { name: UNARY_FUNCTIONS[op], span, nameSpan, args: [value(typed, arg.span)] });
}

export function checkBinary(c: Checking, expr: Binary): Checked {
  const { op, opSpan, left, right, span } = expr;
  const a = c.check(left);
  const b = c.check(right);
  if (a === undefined || b === undefined) return undefined;
  warnOfNull(c, expr, a, b);
  warnOfPipes(c, expr, a, b);
  const args = [value(a, left.span), value(b, right.span)];
  if (op === "<>" && findFunction("<>") === undefined) {
    const equal = apply(c, { name: "=", span, nameSpan: opSpan, args });
    return equal && not(c, equal);
  }
  return apply(c, { name: op, span, nameSpan: opSpan, args });
}

export function checkConnective(c: Checking, expr: Connective): Checked {
  const left = condition(c, c.check(expr.left), expr.kind.toUpperCase());
  const right = condition(c, c.check(expr.right), expr.kind.toUpperCase());
  if (left === undefined || right === undefined) return undefined;
  return build[expr.kind](left, right, expr.span);
}

/** The expression where it can be a condition: a BOOLEAN, or a bare NULL. */
export function condition(c: Checking, expr: Checked, where: string): TypedExpr | undefined {
  if (expr === undefined || expr.type.kind === "boolean") return expr;
  if (expr.type.kind === "void") return build.nullOf(BOOLEAN, expr.span);
  return c.report({
    code: "PN2201",
    message: `${where} takes conditions, not ${showType(expr.type)}`,
    label: `this is ${showType(expr.type)}, expected boolean`,
    ...(isNumber(expr) ? { help: "write the condition out: `… <> 0`" } : {}),
    span: expr.span,
  });
}

const isNumber = ({ type: { kind } }: TypedExpr): boolean =>
  ["tinyint", "smallint", "int", "bigint", "float", "double", "decimal"].includes(kind);
