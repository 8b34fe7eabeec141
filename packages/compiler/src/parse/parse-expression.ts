import type { Problem } from "@pinion/core";
import type { IToken } from "chevrotain";
import type { Expr } from "./expr.js";
import { ExpressionGrammar, type Parse } from "./grammar/expression.js";
import { heightProblem } from "./height.js";
import { MAX_ATTEMPT, MAX_LENGTH, MAX_PROBLEMS } from "./limits.js";
import { diagnose, type Attempt } from "./mistakes/index.js";
import { replaced } from "./mistakes/mistake.js";
import { closed } from "./mistakes/unterminated.js";
import { scan } from "./scan/scan.js";

export type ParseResult =
  | { readonly kind: "parsed"; readonly expr: Expr; readonly callsMethods: boolean }
  /** At least one problem. */
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

const grammar = new ExpressionGrammar();

/**
 * Parses one expression of the language: Spark SQL's, ANSI mode off. Never throws; takes time and memory
 * linear in the length of the text, and refuses what is beyond the limits of limits.ts.
 */
export function parseExpression(text: string): ParseResult {
  const result = read(text);
  return result.kind === "parsed" ? result : { kind: "refused", problems: told(text, result.problems) };
}

function read(text: string): ParseResult {
  if (text.length > MAX_LENGTH) return refused([tooLong(text)]);
  const { tokens, slips, broken } = scan(text);
  if (broken !== undefined) return refused([...slips, closed(text, broken, attempt)]);
  const parse = grammar.parse(text, tokens);
  switch (parse.kind) {
    case "refused":
      return refused([parse.problem]);
    case "failed":
      return refused(explain(text, tokens, slips, parse));
    case "tree": {
      const problems = [...slips, ...parse.problems];
      const tooHigh = heightProblem(parse.expr);
      if (tooHigh !== undefined) problems.push(tooHigh);
      const { expr, methods } = parse;
      if (problems.length > 0) return refused([...problems, ...methods]);
      return { kind: "parsed", expr, callsMethods: methods.length > 0 };
    }
  }
}

type Failed = Extract<Parse, { kind: "failed" }>;

/** What is wrong before the failure, and the failure itself, unless it is the rest of a sign told of: `&&&`. */
function explain(
  text: string,
  tokens: readonly IToken[],
  slips: readonly Problem[],
  { failure, openCases, problems }: Failed,
): readonly Problem[] {
  const { token } = failure;
  const part = slips.find(({ span }) => span.end === token.startOffset && SIGN.test(token.image));
  if (part !== undefined) {
    // What is suggested for the part does not mend the whole.
    const { suggestion: _, ...told } = part;
    return [...slips.filter((slip) => slip !== part), told, ...problems];
  }
  const at = indexOf(tokens, token);
  return [...slips, ...problems, diagnose({ text, tokens, slips, at, failure, openCases, attempt })];
}

const SIGN = /^[&|=<>!]/;

/** How far the grammar goes in a text, mistakes in it that do not stop it apart; long ones are not tried. */
function attempt(text: string): Attempt {
  if (text.length > MAX_ATTEMPT) return { reaches: 0, parses: false };
  const { tokens, broken } = scan(text);
  if (broken !== undefined) return { reaches: 0, parses: false };
  const parse = grammar.parse(text, tokens);
  switch (parse.kind) {
    case "tree":
      return { reaches: tokens.length, parses: parse.problems.length + parse.methods.length === 0 };
    case "failed":
      return { reaches: indexOf(tokens, parse.failure.token), parses: false };
    case "refused":
      return { reaches: 0, parses: false };
  }
}

/** The index of a token; that of the end is the number of tokens. */
function indexOf(tokens: readonly IToken[], token: IToken): number {
  const index = tokens.indexOf(token);
  return index < 0 ? tokens.length : index;
}

const refused = (problems: readonly Problem[]): ParseResult => ({ kind: "refused", problems });

/** In the order of the text; the suggestion for an only problem left out where it does not mend the text. */
function told(text: string, problems: readonly Problem[]): readonly Problem[] {
  const [only, ...others] = problems;
  if (only?.suggestion === undefined || others.length > 0) {
    return problems.toSorted((a, b) => a.span.start - b.span.start).slice(0, MAX_PROBLEMS);
  }
  const { suggestion, ...bare } = only;
  const mended = replaced(text, suggestion.span, suggestion.text);
  if (mended.length > MAX_ATTEMPT) return [only];
  const again = read(mended);
  return [again.kind === "parsed" && !again.callsMethods ? only : bare];
}

const tooLong = (text: string): Problem => ({
  code: "PN2003",
  message: `the expression has ${text.length} characters, more than the ${MAX_LENGTH} that it may have`,
  span: { start: 0, end: text.length },
});
