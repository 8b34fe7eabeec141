import type { Problem, Span } from "@pinion/core";
import type { Expr, Field } from "../expr.js";

/** The function that does what a method of Java or JavaScript does, its receiver as first argument. */
export const METHODS: ReadonlyMap<string, string> = new Map([
  ["tolowercase", "lower"],
  ["touppercase", "upper"],
  ["trim", "trim"],
  ["length", "length"],
  ["size", "size"],
  ["containskey", "map_contains_key"],
  ["startswith", "startswith"],
  ["endswith", "endswith"],
  ["replace", "replace"],
  ["replaceall", "regexp_replace"],
  ["matches", "rlike"],
  ["split", "split"],
  ["concat", "concat"],
  ["tostring", "string"],
  ["intvalue", "int"],
  ["longvalue", "bigint"],
  ["doublevalue", "double"],
  ["floatvalue", "float"],
  ["tofixed", "round"],
  ["abs", "abs"],
  ["map", "transform"],
  ["filter", "filter"],
  ["strip", "trim"],
  ["gethours", "hour"],
  ["gethour", "hour"],
  ["getminutes", "minute"],
  ["getminute", "minute"],
  ["getseconds", "second"],
  ["getsecond", "second"],
  ["getfullyear", "year"],
  ["getyear", "year"],
]);

const CONTAINS = "write `contains(text, part)` of a text, `array_contains(array, x)` of an array";

/** Methods that no one function stands for. */
export const ADVICE: ReadonlyMap<string, string> = new Map([
  ["isempty", "write `x = ''` for a text, `size(x) = 0` for an array"],
  ["isblank", "write `trim(x) = ''`"],
  ["equals", "write `x = y`"],
  ["equalsignorecase", "write `lower(x) = lower(y)`"],
  ["indexof", "write `locate(part, x) - 1`"],
  ["substring", "write `substring(x, start, length)`, where `start` counts from 1"],
  ["charat", "write `substring(x, position, 1)`, where `position` counts from 1"],
  ["contains", CONTAINS],
  ["includes", CONTAINS],
  ["get", "write `x[key]`"],
  ["slice", "write `slice(x, start, length)`, where `start` counts from 1"],
  ["getmonth", "write `month(x)`, which counts from 1"],
  ["getday", "write `dayofweek(x)`, which is 1 for Sunday"],
  ["getdate", "write `dayofmonth(x)`"],
  ["gettime", "write `unix_millis(x)`"],
]);

/**
 * The problem of `value.method(…)`. A dotted name, `db.f(…)`, is left to the checker unless `method` is one
 * of Java's or JavaScript's.
 */
export function methodCallProblem(
  callee: Field,
  args: readonly Expr[],
  span: Span,
  text: string,
): Problem | undefined {
  const method = callee.name.toLowerCase();
  const called = METHODS.get(method);
  const advice = ADVICE.get(method);
  if (called === undefined && advice === undefined && isPath(callee)) return undefined;
  const problem = {
    code: "PN2024",
    message: `values have no methods: \`${callee.name}\``,
    span: callee.nameSpan,
    label: "method call",
  } as const;
  if (advice !== undefined) return { ...problem, help: advice };
  let end = callee.nameSpan.start;
  while (/[\s.?]/.test(text.charAt(end - 1))) end--;
  const receiver = text.slice(callee.span.start, end);
  const given = args.map((arg) => lambdaOf(text.slice(arg.span.start, arg.span.end)));
  const all = LIBRARIES.has(receiver) ? given : [receiver, ...given];
  const mended = `${called ?? callee.name}(${all.join(", ")})`;
  return {
    ...problem,
    help: mended.length > 100 ? `write \`${called ?? callee.name}(…)\`` : `write \`${mended}\``,
    suggestion: { span, text: mended },
  };
}

/** `x => …`, which is read as an argument with a name, as a lambda. */
const lambdaOf = (argument: string): string => argument.replace(/^(\w{1,100})\s?=>/, "$1 ->");

/** What other languages call functions by: `Math.abs(x)`. */
const LIBRARIES: ReadonlySet<string> = new Set([
  "Math",
  "math",
  "np",
  "numpy",
  "F",
  "functions",
  "Number",
  "String",
  "StringUtils",
  "Arrays",
  "_",
]);

function isPath(expr: Expr): boolean {
  let at = expr;
  while (at.kind === "field") at = at.base;
  return at.kind === "name";
}
