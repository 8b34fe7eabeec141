import { EOF, tokenLabel, type IParserErrorMessageProvider, type IToken } from "chevrotain";
import { QuotedName, Text, Word } from "../scan/tokens.js";

/** What stands there, as it is said in messages. */
export function describe(token: IToken): string {
  if (token.tokenType === EOF) return "the end of the expression";
  const image = token.image.length > 40 ? `${token.image.slice(0, 39)}…` : token.image;
  if (token.tokenType === Text) return `the string ${image}`;
  if (token.tokenType === QuotedName) return image;
  return token.tokenType === Word ? `\`${image}\`` : `\`${image.toUpperCase()}\``;
}

/** Pinion's words for Chevrotain's errors. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) =>
    `expected ${tokenLabel(expected)}, found ${describe(actual)}`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) =>
    `expected an operator or the end of the expression, found ${describe(firstRedundant)}`,
  buildNoViableAltMessage: ({ actual, customUserDescription }) =>
    `expected ${customUserDescription ?? "a value"}, found ${describeFirst(actual)}`,
  buildEarlyExitMessage: ({ actual, customUserDescription }) =>
    `expected ${customUserDescription ?? "a value"}, found ${describeFirst(actual)}`,
};

const describeFirst = ([first]: readonly IToken[]): string =>
  first === undefined ? "the end of the expression" : describe(first);
