import type { Problem } from "@pinion/core";
import type { IToken, TokenType } from "chevrotain";
import { commentEnd } from "./comments.js";
import { signAt, type Sign } from "./signs.js";
import { spaced } from "./spaced.js";
import { smartQuoted } from "./smart-quotes.js";
import { Integer, NumberToken, QuotedName, Stray, Text, wordType } from "./tokens.js";

export interface Scan {
  readonly tokens: IToken[];
  /** What is wrong but plainly meant: the token stands as it was meant, and parsing goes on. */
  readonly slips: readonly Problem[];
  /** What leaves the rest of the text without meaning. */
  readonly broken: Problem | undefined;
}

/*
 * Spark's lexer. By hand, because comments nest, names hold all of Unicode's letters and what is
 * unterminated is to be told at its start. Each pattern either consumes what it looked at, or fails at
 * once, or ends the scan: time is linear in the text.
 */

const SPACE = /[ \t\n\f\r\v\u00a0\u1680\u2000-\u200a\u2028\u202f\u205f\u3000]+/y;
const WORD = /[\p{L}\p{M}\p{Nd}_]+/uy;
const DECIMAL = /(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?(?:bd|[fd])?(?![a-z0-9_])/iy;
const INTEGRAL = /[0-9]+(?:[lsy]|(?:e[+-]?[0-9]+)?(?:bd|[fd])?)/iy;
const MALFORMED = /[0-9]+\.[0-9][\p{L}\p{Nd}_.]*/uy;
const RAW = /r(?:'[^']*'|"[^"]*")/iy;
const SINGLE_QUOTED = /'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'(?!')/y;
const DOUBLE_QUOTED = /"[^"\\]*(?:(?:\\[\s\S]|"")[^"\\]*)*"(?!")/y;
const BACKTICKED = /`[^`]*(?:``[^`]*)*`(?!`)/y;
const DIGITS_ONLY = /^[0-9]+$/;

/** Cuts a text into tokens. */
export function scan(text: string): Scan {
  const tokens: IToken[] = [];
  const slips: Problem[] = [];
  const ended = (what: string, start: number, close: string): Scan => ({
    tokens,
    slips,
    broken: unterminated(what, start, close),
  });
  let at = 0;
  const push = (type: TokenType, end: number): void => {
    tokens.push(tokenOf(type, text.slice(at, end), at));
    at = end;
  };

  while (at < text.length) {
    const char = text.charAt(at);
    const space = matchEnd(SPACE, text, at);
    if (space !== undefined) {
      at = space;
      continue;
    }
    const comment = commentEnd(text, at);
    if (comment === "open") return ended("comment", at, "*/");
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    if ((char === "r" || char === "R") && /['"]/.test(text.charAt(at + 1))) {
      const end = matchEnd(RAW, text, at);
      if (end === undefined) return ended("string", at, text.charAt(at + 1));
      push(Text, end);
    } else if (char === "'" || char === '"') {
      const end = matchEnd(char === "'" ? SINGLE_QUOTED : DOUBLE_QUOTED, text, at);
      if (end === undefined) return ended("string", at, char);
      push(Text, end);
    } else if (char === "`") {
      const end = matchEnd(BACKTICKED, text, at);
      if (end === undefined) return ended("name in backticks", at, "`");
      push(QuotedName, end);
    } else if (/[0-9.]/.test(char) && numberAt(text, at, push, slips)) {
      continue;
    } else {
      const word = matchEnd(WORD, text, at);
      if (word === undefined) signs(text, at, push, slips);
      else push(wordType(text.slice(at, word)), word);
    }
  }
  return { tokens, slips, broken: undefined };
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function tokenOf(tokenType: TokenType, image: string, startOffset: number): IToken {
  const tokenTypeIdx = tokenType.tokenTypeIdx;
  if (tokenTypeIdx === undefined) throw new Error(`token type ${tokenType.name} has no index`);
  return { image, startOffset, endOffset: startOffset + image.length - 1, tokenType, tokenTypeIdx };
}

type Push = (type: TokenType, end: number) => void;

/** Takes a number, if there is one: the longest of a decimal, an integral number and a word such as `1a`. */
function numberAt(text: string, at: number, push: Push, slips: Problem[]): boolean {
  const decimal = matchEnd(DECIMAL, text, at);
  if (decimal !== undefined) {
    push(NumberToken, decimal);
    return true;
  }
  const malformed = matchEnd(MALFORMED, text, at);
  if (malformed !== undefined) {
    const image = text.slice(at, malformed);
    slips.push({
      code: "PN2011",
      message: `\`${image}\` is not a number`,
      span: { start: at, end: malformed },
      label: "malformed number",
    });
    push(NumberToken, malformed);
    return true;
  }
  const integral = matchEnd(INTEGRAL, text, at);
  if (integral === undefined || (matchEnd(WORD, text, at) ?? 0) > integral) return false;
  push(DIGITS_ONLY.test(text.slice(at, integral)) ? Integer : NumberToken, integral);
  return true;
}

function signs(text: string, at: number, push: Push, slips: Problem[]): void {
  const quoted = smartQuoted(text, at);
  if (quoted !== undefined) {
    slips.push(smartQuotes(at, quoted.end, quoted.straight));
    push(Text, quoted.end);
    return;
  }
  if (text.startsWith("/*+", at)) return push(Stray, at + 3);
  const sign = signAt(text, at);
  if (sign === undefined) return push(Stray, at + String.fromCodePoint(text.codePointAt(at) ?? 0).length);
  if (sign.meant !== undefined) slips.push(foreignSign(text, sign, sign.meant, at));
  push(sign.type, at + sign.text.length);
}

function unterminated(what: string, start: number, close: string): Problem {
  return {
    code: "PN2005",
    message: `the ${what} that starts here has no end`,
    span: { start, end: start + (close === "*/" ? 2 : 1) },
    label: "never closed",
    help:
      close === "'"
        ? "close it with `'`; within a string the quote is doubled: `'it''s'`"
        : `close it with ${close === "`" ? "a backtick" : `\`${close}\``}`,
  };
}

const smartQuotes = (start: number, end: number, straight: string): Problem => ({
  code: "PN2008",
  message: "a string stands in straight quotes, not in typographic ones",
  span: { start, end },
  label: "typographic quotes",
  help: `write \`${straight}\``,
  suggestion: { span: { start, end }, text: straight },
});

function foreignSign(text: string, sign: Sign, meant: string, start: number): Problem {
  const span = { start, end: start + sign.text.length };
  return {
    code: "PN2009",
    message: `\`${sign.text}\` is no operator of the expression language`,
    span,
    label: "unknown operator",
    help: `write \`${meant}\``,
    suggestion: { span, text: /^\w/.test(meant) ? spaced(text, span, meant) : meant },
  };
}
