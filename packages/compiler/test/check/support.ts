import { parseType, showType, type Problem, type TypedExpr, type DataType } from "@pinion/core";
import { expect } from "vitest";
import { checkExpression, type CheckResult, type Scope } from "../../src/check/index.js";
import { parseExpression } from "../../src/parse/index.js";

export type Columns = Readonly<Record<string, string>>;

export function typeOf(text: string): DataType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`no type ${text}`);
  return type;
}

/** Columns by name, types in Spark's spelling, `!` behind one that is never NULL. */
export function scopeOf(columns: Columns = {}, more: Partial<Scope> = {}): Scope {
  return {
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type: typeOf(type.replace("!", "")),
      nullable: !type.endsWith("!"),
    })),
    timeZone: "America/Los_Angeles",
    what: "source `trips`",
    ...more,
  };
}

export function check(text: string, scope: Scope): CheckResult {
  const parsed = parseExpression(text);
  if (parsed.kind !== "parsed") throw new Error(`${text} does not parse`);
  return checkExpression(parsed.expr, scope);
}

export function typed(text: string, columns: Columns = {}): TypedExpr {
  const result = check(text, scopeOf(columns));
  if (result.kind === "refused") throw new Error(`${text}: ${result.problems[0]?.message ?? ""}`);
  return result.expr;
}

/** The type in Spark's spelling, with `!` behind it where the value is never NULL. */
export function typeText(text: string, columns: Columns = {}): string {
  const expr = typed(text, columns);
  return showType(expr.type) + (expr.nullable ? "" : "!");
}

/** The problems of a text in which «…» marks where each of them is expected, in order. */
export function problemsOf(marked: string, scope: Scope | Columns = {}): readonly Problem[] {
  const spans: { start: number; end: number }[] = [];
  let text = "";
  for (const char of marked) {
    if (char === "«") spans.push({ start: text.length, end: -1 });
    else if (char === "»") {
      const open = spans.findLast((span) => span.end < 0);
      if (open === undefined) throw new Error("unbalanced marks");
      open.end = text.length;
    } else text += char;
  }
  const result = check(text, isScope(scope) ? scope : scopeOf(scope));
  const problems = result.kind === "refused" ? result.problems : result.warnings;
  expect(
    problems.map((problem) => text.slice(problem.span.start, problem.span.end)),
    `where the problems of ${text} are`,
  ).toEqual(spans.map((span) => text.slice(span.start, span.end)));
  expect(problems.map((problem) => problem.span)).toEqual(spans);
  return problems;
}

/** The one problem. */
export function problemOf(marked: string, scope: Scope | Columns = {}): Problem {
  const [problem, ...others] = problemsOf(marked, scope);
  if (problem === undefined || others.length > 0) throw new Error(`expected one problem of ${marked}`);
  return problem;
}

/** The text with the problem's suggestion carried out. */
export function mended(marked: string, scope: Scope | Columns = {}): string {
  const text = marked.replace(/[«»]/g, "");
  const { suggestion } = problemOf(marked, scope);
  if (suggestion === undefined) throw new Error(`no suggestion for ${marked}`);
  return text.slice(0, suggestion.span.start) + suggestion.text + text.slice(suggestion.span.end);
}

const isScope = (scope: Scope | Columns): scope is Scope => Array.isArray(scope["columns"]);
