import type { Problem } from "@pinion/core";
import type { Expr } from "./expr.js";
import { spanOf } from "./grammar/base.js";
import { ExpressionGrammar } from "./grammar/expression.js";
import { heightProblem } from "./height.js";
import { MAX_LENGTH } from "./limits.js";
import { scan } from "./scan/scan.js";

export type ParseResult =
  | { readonly kind: "parsed"; readonly expr: Expr }
  /** At least one problem. */
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

const grammar = new ExpressionGrammar();

/**
 * Parses one expression of the language: Spark SQL's, ANSI mode off. Never throws; takes time and memory
 * linear in the length of the text.
 */
export function parseExpression(text: string): ParseResult {
  if (text.length > MAX_LENGTH) return refused(tooLong(text));
  const { tokens, slips, broken } = scan(text);
  if (broken !== undefined) return refused(...slips, broken);
  const parse = grammar.parse(text, tokens);
  switch (parse.kind) {
    case "refused":
      return refused(parse.problem);
    case "failed":
      return refused(...slips, ...parse.problems, {
        code: "PN2001",
        message: parse.failure.message,
        span: spanOf(parse.failure.token, tokens.at(-1)),
      });
    case "tree": {
      const problems = [...slips, ...parse.problems];
      const tooHigh = heightProblem(parse.expr);
      if (tooHigh !== undefined) problems.push(tooHigh);
      return problems.length === 0 ? { kind: "parsed", expr: parse.expr } : refused(...problems);
    }
  }
}

const refused = (...problems: readonly Problem[]): ParseResult => ({ kind: "refused", problems });

const tooLong = (text: string): Problem => ({
  code: "PN2003",
  message: `the expression has ${text.length} characters, more than the ${MAX_LENGTH} it may have`,
  span: { start: 0, end: text.length },
});
