import { partsOf, showType, type Problem, type Span, type TypedExpr, type TypedLambda } from "@pinion/core";
import { childrenOf } from "../parse/children.js";
import type { Binary, Expr, StringLiteral } from "../parse/expr.js";
import { quoteName, shown } from "./checking.js";
import type { Scope } from "./scope.js";

/*
 * Texts in quotes where a column was meant, and texts that do not read as the type which they are converted
 * to. Spark is silent about both: the first is a constant, the second NULL.
 */

/** Problems about a text that has a column's name offer the column. */
export function offerColumns(expr: Expr, problems: readonly Problem[], scope: Scope): readonly Problem[] {
  if (problems.length === 0) return problems;
  const texts = textsOf(expr);
  return problems.map((problem) => {
    const text = texts.get(keyOf(problem.span));
    const column = text && columnOf(text, scope);
    return column === undefined || problem.suggestion !== undefined
      ? problem
      : { ...problem, ...offer(column, problem.span) };
  });
}

/** What is to be warned of in an expression that compiles. */
export function warnOfTexts(expr: Expr, typed: TypedExpr, scope: Scope): readonly Problem[] {
  const texts = textsOf(expr);
  if (texts.size === 0) return [];
  const lost = unreadTexts(typed, texts);
  if (lost.length > 0) {
    return lost.map(({ text, type }): Problem => {
      const column = columnOf(text, scope);
      return {
        ...unread(text, type),
        ...(column === undefined ? {} : offer(column, text.span)),
      };
    });
  }
  if (readsNames(expr)) return [];
  return [...texts.values()].flatMap((text): Problem[] => {
    const column = columnOf(text, scope);
    if (column === undefined) return [];
    return [
      {
        code: "PN2106",
        severity: "warning",
        message: `${quoted(text.value)} is a text, and the expression reads no ${scope.noun ?? "column"} at all`,
        label: "the same in every row",
        span: text.span,
        ...offer(column, text.span),
      },
    ];
  });
}

const unread = ({ value, span }: StringLiteral, type: string): Problem => ({
  code: "PN2212",
  severity: "warning",
  message: `the text ${quoted(value)} does not read as ${type} and becomes NULL`,
  label: `NULL as ${type}`,
  span,
});

/** `name + ' x'`: what joins texts elsewhere adds numbers here. */
export function plusForPipes(
  { op, opSpan, left, right }: Binary,
  a: TypedExpr,
  b: TypedExpr,
): Problem | undefined {
  if (op !== "+" || a.type.kind !== "string" || b.type.kind !== "string") return undefined;
  const text = [left, right].find((side) => side.kind === "string" && !NUMBER.test(side.value));
  if (text?.kind !== "string") return undefined;
  return {
    ...unread(text, "double"),
    help: "`+` adds numbers; `||` joins texts",
    suggestion: { span: opSpan, text: "||" },
  };
}

const NUMBER = /^\s*[+-]?[\d.]/;

const offer = (column: string, span: Span): Pick<Problem, "help" | "suggestion"> => ({
  help: `quotes make a text: did you mean the column ${shown(column)}?`,
  suggestion: { span, text: quoteName(column) },
});

const columnOf = ({ value }: StringLiteral, { columns }: Scope): string | undefined =>
  columns.find(({ name }) => name.toLowerCase() === value.toLowerCase())?.name;

const quoted = (text: string): string => `'${[...text].slice(0, 40).join("")}'`;

/** Texts that were converted to another type, and are NULL there. */
function unreadTexts(
  typed: TypedExpr,
  texts: ReadonlyMap<string, StringLiteral>,
): readonly { readonly text: StringLiteral; readonly type: string }[] {
  const found = new Map<StringLiteral, string>();
  const seen = new Set<TypedExpr | TypedLambda>();
  const open: (TypedExpr | TypedLambda)[] = [typed];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "literal" && node.value === null && node.type.kind !== "string") {
      const text = texts.get(keyOf(node.span));
      if (text !== undefined) found.set(text, showType(node.type));
    }
    open.push(...partsOf(node));
  }
  return [...found].map(([text, type]) => ({ text, type }));
}

function textsOf(root: Expr): ReadonlyMap<string, StringLiteral> {
  const texts = new Map<string, StringLiteral>();
  for (const node of nodesOf(root)) if (node.kind === "string") texts.set(keyOf(node.span), node);
  return texts;
}

function readsNames(root: Expr): boolean {
  for (const node of nodesOf(root)) if (node.kind === "name") return true;
  return false;
}

function* nodesOf(root: Expr): Iterable<Expr> {
  const open: Expr[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...childrenOf(node));
  }
}

const keyOf = ({ start, end }: Span): string => `${start} ${end}`;
