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

/** That a method is called, whatever it is; what is to be written in its place is for the checker to say. */
export const methodProblem = ({ name, nameSpan }: Named): Problem => ({
  code: "PN2024",
  message: `values have no methods: \`${name}\``,
  span: nameSpan,
  label: "method call",
});

interface Named {
  readonly name: string;
  readonly nameSpan: Span;
}

/** {@link methodProblem} with as much help as there is where no types are known; none of a dotted name, `db.f(…)`. */
export function methodCallProblem(callee: Field): Problem | undefined {
  const method = callee.name.toLowerCase();
  const called = METHODS.get(method);
  const advice = ADVICE.get(method) ?? (called === undefined ? undefined : `write \`${called}(…)\``);
  if (advice !== undefined) return { ...methodProblem(callee), help: advice };
  return isPath(callee) ? undefined : methodProblem(callee);
}

/** The problem of a function behind the name of a library, `Math.abs(x)`, if it is one that values have elsewhere. */
export function libraryCallProblem(
  callee: Field,
  args: readonly Expr[],
  span: Span,
  text: string,
): Problem | undefined {
  const called = METHODS.get(callee.name.toLowerCase());
  if (called === undefined) return methodCallProblem(callee);
  const given = args.map((arg) => withArrow(text.slice(arg.span.start, arg.span.end)));
  const mended = `${called}(${given.join(", ")})`;
  const help = mended.length > 100 ? `write \`${called}(…)\`` : `write \`${mended}\``;
  return { ...methodProblem(callee), help, suggestion: { span, text: mended } };
}

/** `x => …`, which is read as an argument with a name, as a lambda. */
export const withArrow = (argument: string): string => argument.replace(/^(\w{1,100})\s?=>/, "$1 ->");

/** What other languages call functions by: `Math.abs(x)`. */
export const isLibrary = (name: string): boolean => LIBRARIES.has(name);

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
