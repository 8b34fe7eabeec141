import { nearest, type Span } from "@pinion/core";
import type { FunctionRecord } from "@pinion/core/functions";
import type { CallExpr, Expr, NamedArgument } from "../parse/expr.js";
import { quoteName, shown, type Checking } from "./checking.js";

/**
 * The arguments of a call in their places, those by name (`lowerChar => 'x'`) behind the others and what
 * is left out before them filled in. Undefined, and a problem reported, where they have no place.
 */
export function inPlaces(c: Checking, record: FunctionRecord, call: CallExpr): readonly Expr[] | undefined {
  const first = call.args.findIndex((arg) => arg.kind === "namedArgument");
  if (first < 0) return call.args;
  const { parameters } = record;
  const args: (Expr | undefined)[] = call.args.slice(0, first);
  for (const arg of call.args.slice(first)) {
    if (arg.kind !== "namedArgument") return misplaced(c, arg.span);
    const place = parameters?.findIndex(({ name }) => name.toLowerCase() === arg.name.toLowerCase()) ?? -1;
    if (place < 0) return unknown(c, record, call, arg);
    if (args[place] !== undefined) return twice(c, arg);
    args[place] = arg.arg;
  }
  const placed = Array.from(args, (arg, i) => arg ?? left(parameters?.[i]?.default, call.nameSpan));
  if (placed.every((arg) => arg !== undefined)) return placed;
  const missing = parameters?.[placed.indexOf(undefined)]?.name ?? "";
  return c.report({
    code: "PN2302",
    message: `${shown(call.name)} is called without its argument ${shown(missing)}`,
    help: `write ${shown(record.usage)}`,
    span: call.span,
  });
}

/** What stands for an argument that is left out; undefined where it has to be given. */
function left(value: string | null | undefined, span: Span): Expr | undefined {
  if (value === undefined) return undefined;
  return value === null ? { kind: "null", span } : { kind: "string", value, span };
}

function unknown(c: Checking, record: FunctionRecord, call: CallExpr, arg: NamedArgument): undefined {
  if (record.family === "higher-order") return arrowOfLambda(c, arg);
  const names = record.parameters?.map(({ name }) => name);
  const similar = names && nearest(arg.name, names);
  return c.report({
    code: "PN2308",
    message: `${shown(call.name)} takes no argument by the name ${shown(arg.name)}`,
    label: names === undefined ? "arguments of this function have no names" : "unknown argument",
    span: arg.nameSpan,
    ...(similar === undefined
      ? { help: `write ${shown(record.usage)}` }
      : {
          help: `did you mean ${shown(similar)}?`,
          suggestion: { span: arg.nameSpan, text: quoteName(similar) },
        }),
  });
}

/** `transform(tags, x => …)` */
function arrowOfLambda(c: Checking, arg: NamedArgument): undefined {
  const name = quoteName(arg.name);
  return c.report({
    code: "PN2308",
    message: `${shown(`${arg.name} =>`)} names an argument and makes no lambda`,
    label: "lambdas have another arrow",
    span: { start: arg.nameSpan.start, end: arg.arg.span.start },
    help: `a lambda is written \`${name} -> …\``,
    suggestion: { span: { start: arg.nameSpan.start, end: arg.arg.span.start }, text: `${name} -> ` },
  });
}

function twice(c: Checking, arg: NamedArgument): undefined {
  return c.report({
    code: "PN2308",
    message: `the argument ${shown(arg.name)} is given twice`,
    span: arg.nameSpan,
  });
}

function misplaced(c: Checking, span: Span): undefined {
  return c.report({
    code: "PN2308",
    message: "an argument without a name stands behind one with a name",
    help: "write those without names first",
    span,
  });
}
