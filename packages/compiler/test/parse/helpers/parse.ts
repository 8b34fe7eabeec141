import type { Code, Problem } from "@pinion/core";
import { childrenOf, parseExpression, type Expr } from "../../../src/parse/index.js";

/** The tree of a text that parses. */
export function parsed(text: string): Expr {
  const result = parseExpression(text);
  if (result.kind === "parsed") return result.expr;
  throw new Error(`${text}: ${result.problems.map(({ code, message }) => `${code} ${message}`).join("; ")}`);
}

/** The problems of a text that does not. */
export function refused(text: string): readonly Problem[] {
  const result = parseExpression(text);
  if (result.kind === "refused") return result.problems;
  throw new Error(`parsed: ${text}`);
}

/** The only problem of a text. */
export function problemOf(text: string): Problem {
  const [problem, ...more] = refused(text);
  if (problem === undefined || more.length > 0) throw new Error(`${more.length + 1} problems: ${text}`);
  return problem;
}

export const codesOf = (text: string): readonly Code[] => refused(text).map(({ code }) => code);

/** The tree without places, in parentheses: `1 + a * 2` is `(+ 1 (* a 2))`. */
export function shape(expr: Expr): string {
  const parts = childrenOf(expr).map(shape);
  const list = (head: string): string => `(${[head, ...parts].join(" ")})`;
  switch (expr.kind) {
    case "number":
      return `${expr.text}${expr.suffix ?? ""}`;
    case "string":
      return JSON.stringify(expr.value);
    case "boolean":
      return String(expr.value);
    case "null":
      return "null";
    case "name":
      return expr.quoted ? `\`${expr.name}\`` : expr.name;
    case "typedText":
      return `(${expr.of} ${JSON.stringify(expr.value)})`;
    case "interval":
      return `(interval ${expr.text ?? expr.parts.map(({ value, unit, to }) => [value, unit, ...(to === null ? [] : [`to ${to}`])].join(" ")).join(", ")})`;
    case "unary":
      return expr.ofLiteral ? `${expr.op}${parts.join("")}` : list(expr.op);
    case "binary":
      return list(expr.op);
    case "is":
      return list(`is${expr.negated ? "-not" : ""}-${expr.test}`);
    case "between":
    case "in":
      return list(`${expr.negated ? "not-" : ""}${expr.kind}`);
    case "like": {
      const name = [expr.negated ? "not" : [], expr.op, expr.quantifier ?? []].flat().join("-");
      return list(expr.escape === null ? name : `${name}[${expr.escape}]`);
    }
    case "case":
      return list(`case${expr.subject === null ? "" : "-of"}${expr.otherwise === null ? "" : "-else"}`);
    case "cast":
      return list(`${expr.try ? "try-" : ""}cast-${expr.type.kind}`);
    case "call":
      return list(expr.name);
    case "method":
      return list(`.${expr.name}()`);
    case "field":
      return list(`.${expr.name}`);
    case "lambda":
      return list(`${expr.params.map(({ name }) => name).join(",")}->`);
    case "alias":
      return list(`as-${expr.alias}`);
    case "namedArgument":
      return list(`${expr.name}=>`);
    default:
      return list(expr.kind);
  }
}

export const shapeOf = (text: string): string => shape(parsed(text));

/** Every node of a tree. */
export function nodesOf(root: Expr): readonly Expr[] {
  const nodes = [root];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (node !== undefined) nodes.push(...childrenOf(node));
  }
  return nodes;
}

/** A text with the place between « and » taken out of it. */
export function marked(text: string): { text: string; span: { start: number; end: number } } {
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  if (start < 0 || end < start) throw new Error(`no mark: ${text}`);
  return { text: text.replace("«", "").replace("»", ""), span: { start, end } };
}
