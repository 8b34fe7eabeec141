import type { ArgumentPath } from "@pinion/dsl";
import { decodeLiteral, type DecodedText } from "./literal.js";

/*
 * Most expressions are a literal that stands in the call itself: `expr("a + b")`. These are found by reading
 * the characters of that one call; whatever is not so plain is left to TypeScript's parser.
 */

export interface PlainText {
  readonly chars: DecodedText;
  readonly quote: string;
}

interface Literal {
  readonly start: number;
  readonly end: number;
}

/** The literal at a path into the arguments of the call whose name stands at the offset. */
export function plainText(text: string, offset: number, path: ArgumentPath): PlainText | undefined {
  const [index, name, ...deeper] = path;
  let at = calledAt(text, offset);
  if (at === undefined || deeper.length > 0 || typeof name === "number") return undefined;
  for (let i = 0; i < Number(index); i++) {
    const argument = literalAt(text, at);
    const comma: number = argument === undefined ? -1 : skip(text, argument.end);
    if (text[comma] !== ",") return undefined;
    at = skip(text, comma + 1);
  }
  const literal = name === undefined ? alone(text, at) : propertyAt(text, at, name);
  if (literal === undefined) return undefined;
  const quote = text.charAt(literal.start);
  const chars = decodeLiteral(text, literal.start + 1, literal.end - 1, quote === "`");
  return chars === undefined ? undefined : { chars, quote };
}

/** The end of the call whose name stands at the offset, if that can be told without parsing. */
export function plainCallEnd(text: string, offset: number): number | undefined {
  if (/\.\s*$/.test(text.slice(Math.max(0, offset - 20), offset))) return undefined;
  let at = calledAt(text, offset);
  let depth = 1;
  while (at !== undefined && at < text.length) {
    at = skip(text, at);
    const unit = text.charAt(at);
    const literal = literalAt(text, at);
    if (literal !== undefined) at = literal.end;
    else if ("`/\"'".includes(unit)) return undefined;
    else {
      if ("([{".includes(unit)) depth++;
      if (")]}".includes(unit)) depth--;
      at++;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

/** Where the first argument starts. */
function calledAt(text: string, offset: number): number | undefined {
  const name = stickyMatch(/[A-Za-z_$][\w$]*/y, text, offset);
  const open = name === undefined ? -1 : skip(text, offset + name.length);
  return text[open] === "(" ? skip(text, open + 1) : undefined;
}

/** A literal that is all of an argument. */
function alone(text: string, at: number): Literal | undefined {
  const literal = literalAt(text, at);
  const next = literal === undefined ? "" : text.charAt(skip(text, literal.end));
  return next === "," || next === ")" ? literal : undefined;
}

/** The value of a property, in an object of names and plain values. */
function propertyAt(text: string, start: number, wanted: string): Literal | undefined {
  if (text[start] !== "{") return undefined;
  let found: Literal | undefined;
  let at = skip(text, start + 1);
  while (text[at] !== "}") {
    const quoted = literalAt(text, at);
    const name =
      quoted === undefined ? stickyMatch(/[A-Za-z_$][\w$]*/y, text, at) : text.slice(at + 1, quoted.end - 1);
    if (name === undefined || name.includes("\\") || text[at] === "`") return undefined;
    const colon = skip(text, quoted?.end ?? at + name.length);
    if (text[colon] !== ":") return undefined;
    const from = skip(text, colon + 1);
    const literal = literalAt(text, from);
    const number = literal === undefined ? stickyMatch(/\d[\d_.]*/y, text, from) : undefined;
    if (name === wanted) {
      if (found !== undefined || literal === undefined) return undefined;
      found = literal;
    }
    if (literal === undefined && number === undefined) return undefined;
    const end = skip(text, literal?.end ?? from + (number ?? "").length);
    if (text[end] !== "," && text[end] !== "}") return undefined;
    at = text[end] === "," ? skip(text, end + 1) : end;
  }
  return found;
}

/** Counted by hand: a pattern that repeats choices runs out of room on a text of a megabyte. */
function literalAt(text: string, start: number): Literal | undefined {
  const quote = text.charAt(start);
  if (quote !== '"' && quote !== "'" && quote !== "`") return undefined;
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === quote) return { start, end: at + 1 };
    if (unit === "\\") at += text.startsWith("\r\n", at + 1) ? 2 : 1;
    else if (quote === "`" ? text.startsWith("${", at) : unit === "\n" || unit === "\r") return undefined;
  }
  return undefined;
}

/** The first offset behind spaces and comments. */
function skip(text: string, start: number): number {
  let at = start;
  for (;;) {
    at += (stickyMatch(/\s*/y, text, at) ?? "").length;
    if (text.startsWith("//", at)) at += (stickyMatch(/[^\n\r\u2028\u2029]*/y, text, at) ?? "").length;
    else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) return text.length;
      at = end + 2;
    } else return at;
  }
}

function stickyMatch(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
