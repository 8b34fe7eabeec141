import { parseType, type DataType, type Problem, type Span } from "@pinion/core";
import { checkExpression, parseExpression, type Scope } from "../../../packages/compiler/src/index.js";

export type Columns = Readonly<Record<string, string>>;

/** A scope of columns by name, types in Spark's spelling. */
export function scopeOf(columns: Columns): Scope {
  return {
    columns: Object.entries(columns).map(([name, type]) => ({ name, type: typeOf(type), nullable: true })),
    timeZone: "UTC",
    what: "source `trips`",
    qualifier: "trips",
  };
}

function typeOf(text: string): DataType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`no type ${text}`);
  return type;
}

/** All that is said of an expression: errors, or the warnings of one that compiles. */
export function problemsOf(text: string, scope: Scope): readonly Problem[] {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return parsed.problems;
  const checked = checkExpression(parsed.expr, scope);
  return checked.kind === "refused" ? checked.problems : checked.warnings;
}

/** Whether the expression is taken, warnings or not. */
export function isTaken(text: string, scope: Scope): boolean {
  const parsed = parseExpression(text);
  return parsed.kind === "parsed" && checkExpression(parsed.expr, scope).kind === "typed";
}

export interface Marked {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A text in which «…» marks ranges, without the marks. */
export function unmark(marked: string): Marked {
  const spans: Span[] = [];
  const open: number[] = [];
  let text = "";
  for (const char of marked) {
    if (char === "«") open.push(text.length);
    else if (char === "»") {
      const start = open.pop();
      if (start === undefined) throw new Error(`unbalanced marks in ${marked}`);
      spans.push({ start, end: text.length });
    } else text += char;
  }
  if (open.length > 0) throw new Error(`unbalanced marks in ${marked}`);
  return { text, spans: spans.sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The text with marks around the places of problems. */
export function mark(text: string, spans: readonly Span[]): string {
  let marked = text;
  for (const { start, end } of spans.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    marked = `${marked.slice(0, start)}«${marked.slice(start, end)}»${marked.slice(end)}`;
  }
  return marked;
}

export const replaced = (text: string, { start, end }: Span, by: string): string =>
  text.slice(0, start) + by + text.slice(end);
