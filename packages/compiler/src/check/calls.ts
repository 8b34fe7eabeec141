import { nearest, type Problem, type Span, type TypedExpr } from "@pinion/core";
import {
  findFunction,
  functionNames,
  refused,
  type Argument,
  type FunctionRecord,
  type Resolution,
  type ValueArgument,
} from "@pinion/core/functions";
import type { ArrayLiteral, CallExpr, Expr } from "../parse/expr.js";
import { shown, type Checked, type Checking } from "./checking.js";
import { doubtfulPattern, mendPattern } from "./date-patterns.js";
import { reasonForeign } from "./foreign-functions.js";
import { notPure } from "./impure.js";
import { lambdaArgument } from "./lambdas.js";
import { lostEscape } from "./lost-escapes.js";
import { inPlaces } from "./named-arguments.js";
import { column, hasColumn } from "./names.js";
import { otherName } from "./other-names.js";

/** `name(argument, …)`. */
export function checkCall(c: Checking, expr: CallExpr): Checked {
  // `current_date` without parentheses is a column where there is one of that name.
  const bare = expr.args.length === 0 && expr.span.end === expr.nameSpan.end;
  if (bare && hasColumn(c, expr.name)) return column(c, expr.name, expr.span);
  const record = findFunction(expr.name);
  if (record === undefined) return unknownFunction(c, expr);
  if (record.nonDeterministic === true) {
    return c.report({ ...notPure(expr.name, "gives another answer each time"), span: expr.nameSpan });
  }
  const inPlace = inPlaces(c, record, expr);
  const args = checkArguments(c, record, { ...expr, args: inPlace ?? expr.args });
  if (inPlace === undefined) return undefined;
  if (!takes(record, inPlace.length)) return wrongCount(c, record, expr);
  if (args === undefined) return undefined;
  const resolution = record.resolve({ ...expr, args, context: c.functions });
  const typed = settle(c, mendPattern(record, inPlace, resolution));
  if (typed === undefined) return undefined;
  for (const doubt of [doubtfulPattern(record, inPlace), lostEscape(record, inPlace)]) {
    if (doubt !== undefined) c.report(doubt);
  }
  return typed;
}

/** `[a, b]`. */
export function checkArrayLiteral(c: Checking, expr: ArrayLiteral): Checked {
  const nameSpan = { start: expr.span.start, end: expr.span.start + 1 };
  return checkCall(c, { kind: "call", name: "array", nameSpan, args: expr.items, span: expr.span });
}

export interface Application {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
}

/** An operator, or a function that a form of the grammar stands for, over checked arguments. */
export function apply(c: Checking, application: Application): Checked {
  const record = findFunction(application.name);
  if (record === undefined) throw new Error(`no function ${application.name}`);
  return settle(c, record.resolve({ ...application, context: c.functions }));
}

export const value = (expr: TypedExpr, span: Span = expr.span): ValueArgument => ({
  kind: "value",
  expr,
  type: expr.type,
  span,
});

/** NOT of a checked expression, over its own span. */
export const not = (c: Checking, expr: TypedExpr): Checked =>
  apply(c, { name: "not", span: expr.span, nameSpan: expr.span, args: [value(expr)] });

function settle(c: Checking, resolution: Resolution): Checked {
  if (!refused(resolution)) return resolution;
  for (const problem of resolution.problems) c.report(problem);
  return undefined;
}

function checkArguments(
  c: Checking,
  record: FunctionRecord,
  call: CallExpr,
): readonly Argument[] | undefined {
  const args = call.args.map((arg) => checkArgument(c, record, call, arg));
  return args.every((arg) => arg !== undefined) ? args : undefined;
}

function checkArgument(c: Checking, record: FunctionRecord, call: CallExpr, arg: Expr): Argument | undefined {
  switch (arg.kind) {
    case "lambda":
      return lambdaArgument(c, arg);
    case "namedArgument": {
      // It has been told already; what it is given may hold a mistake of its own, unless it is a lambda's body.
      if (record.family !== "higher-order") c.check(arg.arg);
      return undefined;
    }
    case "alias": {
      if (record.name !== "struct") return c.check(arg) && undefined;
      const typed = c.check(arg.arg);
      return typed && { ...value(typed, arg.arg.span), alias: arg.alias };
    }
    default: {
      const typed = c.check(arg);
      const name = ownName(arg);
      return typed && { ...value(typed, arg.span), ...(name === undefined ? {} : { alias: name }) };
    }
  }
}

/** The name that a bare column or field lends to a field of `struct`. */
function ownName(arg: Expr): string | undefined {
  return arg.kind === "name" || arg.kind === "field" ? arg.name : undefined;
}

const takes = ({ arity: [min, max] }: FunctionRecord, count: number): boolean => count >= min && count <= max;

function wrongCount(c: Checking, record: FunctionRecord, call: CallExpr): undefined {
  const [min, max] = record.arity;
  const found = call.args.length;
  const wanted =
    min === max
      ? `${min === 0 ? "no" : min} ${plural(min)}`
      : max === Infinity
        ? `at least ${min} ${plural(min)}`
        : `${min} to ${max} arguments`;
  return c.report({
    code: "PN2302",
    message: `${shown(call.name)} takes ${wanted}, not ${found}`,
    label: `${found} ${plural(found)}`,
    help: `write ${shown(record.usage)}`,
    span: call.span,
  });
}

const plural = (count: number): string => (count === 1 ? "argument" : "arguments");

function unknownFunction(c: Checking, call: CallExpr): undefined {
  // Mistakes in the arguments are mistakes of their own.
  for (const arg of call.args) if (arg.kind !== "lambda") c.check(arg.kind === "alias" ? arg.arg : arg);
  const foreign = reasonForeign(call.name, call.args.length);
  if (foreign !== undefined) return c.report({ ...foreign, span: call.nameSpan });
  const meant = otherName(call.name);
  if (meant !== undefined) return c.report({ ...unknown(call), ...meant(call.nameSpan) });
  const similar = nearest(call.name, wordsOf(functionNames()));
  return c.report({
    ...unknown(call),
    ...(similar === undefined
      ? { help: "`pinion functions` lists all there are" }
      : { help: `did you mean ${shown(similar)}?`, suggestion: { span: call.nameSpan, text: similar } }),
  });
}

const unknown = (call: CallExpr): Problem => ({
  code: "PN2301",
  message: `there is no function ${shown(call.name)}`,
  label: "unknown function",
  span: call.nameSpan,
});

/** Names that can be called: operators are records too. */
function* wordsOf(names: Iterable<string>): Iterable<string> {
  for (const name of names) if (/^[a-zA-Z_]\w*$/.test(name)) yield name;
}
