import type { Problem, Span } from "@pinion/core";
import type { Expr, Field } from "../expr.js";

/** The function that does what a method of Java or JavaScript does, its receiver as first argument. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ["tolowercase", "lower"],
  ["touppercase", "upper"],
  ["trim", "trim"],
  ["length", "length"],
  ["size", "size"],
  ["contains", "contains"],
  ["containskey", "map_contains_key"],
  ["includes", "contains"],
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
]);

/** Methods that no one function stands for. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ["isempty", "write `x = ''` for a text, `size(x) = 0` for an array"],
  ["isblank", "write `trim(x) = ''`"],
  ["equals", "write `x = y`"],
  ["equalsignorecase", "write `lower(x) = lower(y)`"],
  ["indexof", "write `locate(part, x) - 1`"],
  ["substring", "write `substring(x, start, length)`, where `start` counts from 1"],
  ["charat", "write `substring(x, position, 1)`, where `position` counts from 1"],
  ["get", "write `x[key]`"],
  ["slice", "write `slice(x, start, length)`, where `start` counts from 1"],
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
  const called = FUNCTIONS.get(method);
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
  const rest = args.map((arg) => `, ${text.slice(arg.span.start, arg.span.end)}`).join("");
  const mended = `${called ?? callee.name}(${receiver}${rest})`;
  return {
    ...problem,
    help: mended.length > 100 ? `write \`${called ?? callee.name}(…)\`` : `write \`${mended}\``,
    suggestion: { span, text: mended },
  };
}

function isPath(expr: Expr): boolean {
  let at = expr;
  while (at.kind === "field") at = at.base;
  return at.kind === "name";
}
