import type { Code, Problem, Span } from "@pinion/core";
import { tokenMatcher, type IRecognitionException, type IToken, type TokenType } from "chevrotain";
import { spanOf } from "../grammar/base.js";
import { Comma, LeftBracket, LeftParen } from "../scan/tokens.js";

/** How far a text gets: how many tokens, and whether it parses. */
export interface Attempt {
  readonly reaches: number;
  readonly parses: boolean;
}

/** A text that does not parse, with what helps to tell why. */
export interface Mistake {
  readonly text: string;
  readonly tokens: readonly IToken[];
  /** What was wrong with tokens before, and is mended in suggestions that go over them. */
  readonly slips: readonly Problem[];
  /** The index of the token where the grammar does not go on; the number of tokens at the end of the text. */
  readonly at: number;
  readonly failure: IRecognitionException;
  /** The CASEs that are open there, the innermost last. */
  readonly openCases: readonly IToken[];
  /** Tries a text that might have been meant. */
  readonly attempt: (text: string) => Attempt;
}

/** One sort of mistake: its problem, where it is the one that was made. */
export type Diagnosis = (mistake: Mistake) => Problem | undefined;

export const is = (mistake: Mistake, index: number, ...types: readonly TokenType[]): boolean => {
  const token = mistake.tokens[index];
  return token !== undefined && types.some((type) => tokenMatcher(token, type));
};

/** The word at the index, lower case; empty where none is. */
export const wordAt = (mistake: Mistake, index: number): string =>
  mistake.tokens[index]?.image.toLowerCase() ?? "";

export const atEnd = (mistake: Mistake): boolean => mistake.at >= mistake.tokens.length;

/** The place of a token; behind the last one, that of the end. */
export function spanAt(mistake: Mistake, index: number): Span {
  const token = mistake.tokens[index];
  if (token !== undefined) return spanOf(token, undefined);
  const last = mistake.tokens.at(-1);
  const end = last === undefined ? 0 : spanOf(last, undefined).end;
  return { start: end, end };
}

/** The rule that failed. */
export const ruleOf = (mistake: Mistake): string => mistake.failure.context.ruleStack.at(-1) ?? "";

/** Whether a value was expected: an operand, an argument. */
export const lacksValue = (mistake: Mistake): boolean =>
  mistake.failure.message.startsWith("expected a value,") ||
  (!isType(mistake) && is(mistake, mistake.at - 1, LeftParen, LeftBracket, Comma));

/** Rules of types, which have lists in parentheses too. */
const TYPES: ReadonlySet<string> = new Set([
  "dataType",
  "arrayType",
  "mapType",
  "structType",
  "structField",
  "intervalDataType",
  "namedType",
]);

/** Whether it is a type that is wrong. */
export const isType = (mistake: Mistake): boolean =>
  TYPES.has(ruleOf(mistake)) ||
  (ruleOf(mistake) === "identifier" && mistake.failure.context.ruleStack.includes("structField"));

/** The text with a place of it replaced. */
export const replaced = (text: string, span: Span, by: string): string =>
  text.slice(0, span.start) + by + text.slice(span.end);

/** The problem with a replacement, which is only offered where the text then parses. */
export function problemWith(
  mistake: Mistake,
  problem: { readonly code: Code; readonly message: string; readonly span: Span; readonly label?: string },
  help: string,
  span: Span,
  text: string,
): Problem {
  const { parses } = mistake.attempt(replaced(mistake.text, span, text));
  return { ...problem, help, ...(parses ? { suggestion: { span, text } } : {}) };
}

/** The bracket that is open at the index: its own index, or -1 at the outermost level. */
export function openBracket(mistake: Mistake, index: number, opening: Brackets, closing: Brackets): number {
  let open = 0;
  for (let i = index - 1; i >= 0; i--) {
    if (is(mistake, i, ...closing)) open++;
    else if (is(mistake, i, ...opening) && open-- === 0) return i;
  }
  return -1;
}

/** Help that shows what to write, where it is short enough to be read. */
export const writeAs = (text: string): string =>
  text.length > 100 ? "write it as the suggestion has it" : `write \`${text}\``;

type Brackets = readonly TokenType[];
