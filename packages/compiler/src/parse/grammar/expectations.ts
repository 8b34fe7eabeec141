import { EOF, tokenLabel, type IParserErrorMessageProvider, type IToken, type TokenType } from "chevrotain";
import {
  And,
  As,
  End,
  From,
  QuotedName,
  RightBracket,
  RightParen,
  Text,
  Then,
  Word,
} from "../scan/tokens.js";

const LONGEST_IMAGE = 40;

/** What stands there, as it is said in messages. */
export function describe(token: IToken | undefined): string {
  if (token === undefined || token.tokenType === EOF) return "the end of the expression";
  const { image, tokenType } = token;
  const shown = image.length > LONGEST_IMAGE ? `${image.slice(0, LONGEST_IMAGE - 1)}…` : image;
  if (tokenType === Text) return `the string ${shown}`;
  if (tokenType === QuotedName) return shown;
  return tokenType === Word ? `\`${shown}\`` : `\`${shown.toUpperCase()}\``;
}

/** What ends a value; an operator could stand there as well. */
const BEHIND_VALUE: ReadonlySet<TokenType> = new Set([And, As, End, From, RightBracket, RightParen, Then]);

/** Rules whose values are a list. */
const LISTS: ReadonlySet<string> = new Set([
  "callArguments",
  "parens",
  "array",
  "in",
  "like",
  "trim",
  "position",
]);

function expected(type: TokenType, rule: string): string {
  const label = tokenLabel(type);
  if (!BEHIND_VALUE.has(type)) return label;
  return LISTS.has(rule) ? `an operator, \`,\` or ${label}` : `an operator or ${label}`;
}

/** Pinion's words for Chevrotain's errors. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected: type, actual, ruleName }) =>
    `expected ${expected(type, ruleName)}, found ${describe(actual)}`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) =>
    `expected an operator or the end of the expression, found ${describe(firstRedundant)}`,
  buildNoViableAltMessage: ({ actual, customUserDescription = "a value" }) =>
    `expected ${customUserDescription}, found ${describe(actual[0])}`,
  buildEarlyExitMessage: ({ actual, customUserDescription = "a value" }) =>
    `expected ${customUserDescription}, found ${describe(actual[0])}`,
};
