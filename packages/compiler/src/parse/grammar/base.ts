import type { Problem, Span } from "@pinion/core";
import { EmbeddedActionsParser, EOF, tokenMatcher, type IToken, type TokenType } from "chevrotain";
import { MAX_NESTING, MAX_PROBLEMS } from "../limits.js";
import { vocabulary } from "../scan/tokens.js";
import { expectations } from "./expectations.js";
import type { Operand } from "./operators.js";

/** Stops the parse for good; the problem is the answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What all layers of the grammar share: places, looking ahead, the count of nesting, problems found on the way. */
export abstract class BaseGrammar extends EmbeddedActionsParser {
  protected found: Problem[] = [];
  /** Calls of methods, which the checker can say more of. */
  protected foundMethods: Problem[] = [];
  /** The text that is parsed. */
  protected source = "";
  /** The CASEs not yet ended, the innermost last. */
  protected openCases: IToken[] = [];
  #nesting = 0;

  abstract readonly expression: (index?: number) => Operand;

  /** `skipValidations`: of the grammar itself, which a test does once for all. */
  constructor(skipValidations = true) {
    super([...vocabulary], {
      recoveryEnabled: false,
      maxLookahead: 1,
      nodeLocationTracking: "none",
      errorMessageProvider: expectations,
      skipValidations,
    });
  }

  /** Notes a mistake that does not keep the rest from being parsed. */
  protected report(problem: Problem | undefined): void {
    if (problem !== undefined && this.found.length < MAX_PROBLEMS) this.found.push(problem);
  }

  /** Makes ready for a text's tokens. */
  protected begin(text: string, tokens: IToken[]): void {
    this.input = tokens;
    this.source = text;
    this.found = [];
    this.foundMethods = [];
    this.openCases = [];
    this.#nesting = 0;
  }

  /** Whether the token `ahead` (1 is the next) is of the type. */
  protected sees(ahead: number, type: TokenType): boolean {
    return tokenMatcher(this.LA(ahead), type);
  }

  protected seesAny(ahead: number, types: readonly TokenType[]): boolean {
    return types.some((type) => this.sees(ahead, type));
  }

  protected seesEnd(ahead: number): boolean {
    return this.LA(ahead).tokenType === EOF;
  }

  /** The word `ahead`, lower case; empty where none stands there. */
  protected word(ahead: number): string {
    return this.LA(ahead).image.toLowerCase();
  }

  /** From the token to the last one consumed. */
  protected since(first: IToken): Span {
    const last = this.LA(0);
    return { start: first.startOffset, end: last.startOffset + last.image.length };
  }

  /** Counts one more level of recursion; refuses beyond the limit, before the stack of the host does. */
  protected enter(): void {
    this.#nesting++;
    if (this.#nesting > MAX_NESTING) throw new Refusal(this.tooDeep());
  }

  protected tooDeep(): Problem {
    return {
      code: "PN2004",
      message: `the expression is nested more than ${MAX_NESTING} levels deep`,
      span: spanOf(this.LA(1), this.LA(0)),
      label: "too deep",
      help: "compute the inner part in a feature of its own and derive this one from it",
    };
  }

  protected leave(): void {
    this.#nesting--;
  }
}

/** The place of a token; of the end of the text, the place behind the last token. */
export function spanOf(token: IToken, previous: IToken | undefined): Span {
  if (token.tokenType !== EOF) {
    return { start: token.startOffset, end: token.startOffset + token.image.length };
  }
  const end =
    previous === undefined || previous.tokenType === EOF ? 0 : previous.startOffset + previous.image.length;
  return { start: end, end };
}
