import { BOOLEAN, build, type DataType, type Problem, showType, type TypedExpr } from "@pinion/core";
import type { Binary, Connective, Expr, Unary } from "../parse/expr.js";
import { bareDate } from "./bare-dates.js";
import { apply, value } from "./calls.js";
import type { Checked, Checking } from "./checking.js";
import { foreignTest, writtenName } from "./foreign-words.js";
import { hyphenatedName } from "./hyphens.js";
import { checkNumber } from "./numbers.js";
import { plusForPipes } from "./texts.js";
import { sharedSubject } from "./shared-subjects.js";
import { chainedComparison, joinsConditions, pipesForOr, pipesJoin, warnOfNull } from "./warnings.js";

const UNARY_FUNCTIONS = { "-": "negative", "+": "positive", "~": "~", not: "not" } as const;

export function checkUnary(c: Checking, expr: Unary): Checked {
  const { op, arg, span } = expr;
  // `-2147483648` is one INT, though 2147483648 is none; `-(2147483648)` is not.
  if (expr.ofLiteral === true && arg.kind === "number") {
    return checkNumber(c, { ...arg, span }, "-");
  }
  const typed = op === "not" ? condition(c, c.check(arg), "NOT") : c.check(arg);
  if (typed === undefined) return undefined;
  const nameSpan = { start: span.start, end: Math.min(span.start + op.length, arg.span.start) };
  return apply(c, { name: UNARY_FUNCTIONS[op], span, nameSpan, args: [value(typed, arg.span)] });
}

export function checkBinary(c: Checking, expr: Binary): Checked {
  const pipes = pipesForOr(expr);
  if (pipes !== undefined) return checkPipes(c, expr, pipes);
  const test = foreignTest(c, expr);
  if (test !== "none") return test;
  const hyphenated = hyphenatedName(c, expr);
  if (hyphenated !== undefined) return c.report(hyphenated);
  const chained = chainedComparison(expr);
  if (chained !== undefined && c.check(expr.left) !== undefined) return c.report(chained);
  return checkOperands(c, expr);
}

function checkOperands(c: Checking, expr: Binary): Checked {
  const { op, opSpan, left, right, span } = expr;
  const a = c.check(left);
  const b = c.check(right);
  if (a === undefined || b === undefined) return undefined;
  const misread = bareDate(c, a, right) ?? bareDate(c, b, left) ?? power(expr, a, b);
  if (misread !== undefined) return c.report(misread);
  warnOfNull(c, expr, a, b);
  const plus = plusForPipes(expr, a, b);
  if (plus !== undefined) c.report(plus);
  if (op === "||" && joinsConditions(a, b)) c.report(pipesJoin(opSpan));
  return apply(c, {
    name: op,
    span,
    nameSpan: opSpan,
    args: [value(a, left.span), value(b, right.span)],
  });
}

/** `x ^ 2` of a number with a fraction: no power, but bits. */
function power({ op, left, right, span }: Binary, a: TypedExpr, b: TypedExpr): Problem | undefined {
  if (op !== "^" || ![a, b].every(isNumber) || ![a, b].some(({ type }) => isFractional(type)))
    return undefined;
  const [base, exponent] = [writtenOperand(left), writtenOperand(right)];
  const simple = base !== undefined && exponent !== undefined;
  const text = simple ? `power(${base}, ${exponent})` : "power(x, y)";
  return {
    code: "PN2201",
    message: "`^` compares the bits of integers, and raises to no power",
    label: `${showType(a.type)} ^ ${showType(b.type)}`,
    help: `write \`${text}\``,
    ...(simple ? { suggestion: { span, text } } : {}),
    span,
  };
}

const writtenOperand = (expr: Expr): string | undefined =>
  expr.kind === "number" && expr.suffix === null ? expr.text : writtenName(expr);

const isFractional = ({ kind }: DataType): boolean =>
  kind === "float" || kind === "double" || kind === "decimal";

/** `a = 1 || b = 2`, which is `(a = (1 || b)) = 2`: told once, be it that it compiles or that it does not. */
function checkPipes(c: Checking, expr: Binary, pipes: Binary): Checked {
  const problems: Problem[] = [];
  const typed = checkOperands(
    c.inside(c.variables, (problem) => {
      problems.push(problem);
      return undefined;
    }),
    expr,
  );
  const others = problems.filter(({ code }) => code !== "PN2201" && code !== "PN2211");
  for (const problem of others) c.report(problem);
  if (typed === undefined && others.some(({ severity }) => severity !== "warning")) return undefined;
  const { severity: _, ...error } = pipesJoin(pipes.opSpan);
  c.report(typed === undefined ? error : pipesJoin(pipes.opSpan));
  return typed;
}

export function checkConnective(c: Checking, expr: Connective): Checked {
  const shared = sharedSubject(expr);
  if (shared !== undefined) return c.check(expr.left) && c.report(shared);
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
    ...writtenOut(expr),
    span: expr.span,
  });
}

/** What JavaScript reads into a number or a text that stands where a condition does. */
function writtenOut(expr: TypedExpr): Pick<Problem, "help" | "suggestion"> {
  const test = isNumber(expr) ? " <> 0" : isReadText(expr) ? " <> ''" : undefined;
  if (test === undefined) return {};
  const span = { start: expr.span.end, end: expr.span.end };
  return { help: `write the condition out: \`…${test}\``, suggestion: { span, text: test } };
}

const isReadText = ({ kind, type }: TypedExpr): boolean => kind !== "literal" && type.kind === "string";

const isNumber = ({ type: { kind } }: TypedExpr): boolean =>
  ["tinyint", "smallint", "int", "bigint", "float", "double", "decimal"].includes(kind);
