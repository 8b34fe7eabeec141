import type { Problem, TypedExpr } from "@pinion/core";
import type { Binary, Expr, Name } from "../parse/expr.js";
import { quoteName, shown, type Checked, type Checking } from "./checking.js";

/** Words that other languages have for constants, and Spark's for them. */
const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ["none", "NULL"],
  ["nil", "NULL"],
  ["undefined", "NULL"],
  ["nan", "double('NaN')"],
  ["inf", "double('Infinity')"],
  ["infinity", "double('Infinity')"],
]);

const EMPTY = "write `x = ''` for a text, `size(x) = 0` for an array or map";

/** A bare name that is no column but means something elsewhere: `None`, `undefined`, `empty`. */
export function foreignWord(c: Checking, { name, quoted, span }: Name): Problem | undefined {
  if (quoted && name.includes("${")) {
    const help = "an expression has no templates: texts are joined by `||` or `concat(…)`";
    return { ...unknownWord(c, name, span), help };
  }
  if (quoted) return undefined;
  const word = name.toLowerCase();
  const meant = CONSTANTS.get(word);
  if (meant === undefined)
    return word === "empty" ? { ...unknownWord(c, name, span), help: EMPTY } : undefined;
  return {
    ...unknownWord(c, name, span),
    help: `did you mean ${shown(meant)}?`,
    suggestion: { span, text: meant },
  };
}

/**
 * `x = None`, `x == empty`: tests that are written otherwise here. Yields "none" where the comparison is
 * no such test.
 */
export function foreignTest(c: Checking, expr: Binary): Checked | "none" {
  const { op, left, right } = expr;
  if ((op !== "=" && op !== "<>") || right.kind !== "name" || right.quoted || isKnown(c, right))
    return "none";
  const word = right.name.toLowerCase();
  const negated = op === "<>";
  if (CONSTANTS.get(word) === "NULL") {
    const test = negated ? "IS NOT NULL" : "IS NULL";
    if (c.check(left) === undefined) return undefined;
    return c.report({
      ...unknownWord(c, right.name, right.span),
      help: `did you mean ${shown(test)}?`,
      suggestion: { span: { start: expr.opSpan.start, end: right.span.end }, text: test },
    });
  }
  if (word !== "empty") return "none";
  const arg = c.check(left);
  if (arg === undefined) return undefined;
  return c.report({
    ...unknownWord(c, right.name, right.span),
    help: EMPTY,
    ...emptyTest(expr, arg),
  });
}

function emptyTest({ left, op, span, right }: Binary, arg: TypedExpr): Pick<Problem, "help" | "suggestion"> {
  const sign = op === "=" ? "=" : "<>";
  switch (arg.type.kind) {
    case "string":
      return { help: "did you mean `''`?", suggestion: { span: right.span, text: "''" } };
    case "array":
    case "map": {
      const name = writtenName(left);
      if (name === undefined) return {};
      const text = `size(${name}) ${sign} 0`;
      return { help: `write \`${text}\``, suggestion: { span, text } };
    }
    default:
      return {};
  }
}

function unknownWord(c: Checking, name: string, span: Problem["span"]): Problem {
  const noun = c.scope.noun ?? "column";
  return {
    code: "PN2104",
    message: `${c.scope.what} has no ${noun} ${shown(name)}`,
    label: `unknown ${noun}`,
    span,
  };
}

const isKnown = (c: Checking, { name }: Name): boolean =>
  c.columns.has(name.toLowerCase()) || c.variables.has(name.toLowerCase());

/** A column, a parameter or a path of fields as it can be written again; undefined of anything else. */
export function writtenName(expr: Expr): string | undefined {
  switch (expr.kind) {
    case "name":
      return quoteName(expr.name);
    case "field": {
      const base = writtenName(expr.base);
      return base && `${base}.${quoteName(expr.name)}`;
    }
    default:
      return undefined;
  }
}
