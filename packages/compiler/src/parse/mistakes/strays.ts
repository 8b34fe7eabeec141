import { decodeText } from "../scan/escapes.js";
import {
  Arrow,
  Colon,
  Comma,
  Dot,
  LeftParen,
  Name,
  NumberToken,
  RightParen,
  Stray,
  Text,
} from "../scan/tokens.js";
import { is, problemWith, spanAt, wordAt, type Diagnosis, type Mistake } from "./mistake.js";
import { spanOfTokens, textOf } from "./segments.js";

const ADVICE = new Map([
  ["$", "a column stands by its name alone; `${…}` is replaced only in a template in backticks"],
  ["@", "a column stands by its name alone"],
  ["#", "a comment starts with `--`; a column with an odd name stands in backticks"],
  ["{", "a struct is written `named_struct('a', 1)`, a map `map('a', 1)`"],
  ["}", "a struct is written `named_struct('a', 1)`, a map `map('a', 1)`"],
  ["\\", "a quote within a string is doubled: `'it''s'`"],
  ["?", "expressions have no parameters; `x ? a : b` is written `if(x, a, b)`"],
  ["/*+", "hints belong to queries; a comment starts with `/*` and a space"],
  ["\u2029", "leave it out"],
]);

/** A character that no expression has, outside of strings and backticks. */
export const strays: Diagnosis = (mistake) => {
  if (!is(mistake, mistake.at, Stray)) return undefined;
  const image = mistake.tokens[mistake.at]?.image ?? "";
  if (/[‘’‚‛‹›′“”„‟«»″]/.test(image)) {
    return {
      code: "PN2008",
      message: "a string stands in straight quotes, not in typographic ones",
      span: spanAt(mistake, mistake.at),
      help: "write `'` at both ends",
    };
  }
  const help = ADVICE.get(image) ?? "names with such characters stand in backticks";
  return {
    code: "PN2007",
    message: `${shown(image)} does not belong in an expression`,
    span: spanAt(mistake, mistake.at),
    help,
  };
};

/** The sign, or the code point of one that cannot be seen. */
function shown(image: string): string {
  if (/^[\p{L}\p{P}\p{S}]+$/u.test(image)) return `\`${image}\``;
  const point = image.codePointAt(0) ?? 0;
  return `the character U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** `:name`, `a:int` */
export const parameter: Diagnosis = (mistake) => {
  if (!is(mistake, mistake.at, Colon)) return undefined;
  const span = spanAt(mistake, mistake.at);
  const problem = { code: "PN2007", message: "`:` does not belong in an expression", span } as const;
  const mended = problemWith(mistake, problem, "a type stands behind `::`", span, "::");
  return mended.suggestion === undefined
    ? { ...problem, help: "a type stands behind `::`; an expression has no parameters" }
    : mended;
};

/** `a."b"` */
export const quotedName: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (!is(mistake, at, Text) || !is(mistake, at - 1, Dot)) return undefined;
  const span = spanAt(mistake, at);
  const name = decodeText(mistake.tokens[at]?.image ?? "''");
  const problem = { code: "PN2001", message: "quotes make a string, not a name", span } as const;
  const text = `\`${name.replaceAll("`", "``")}\``;
  return problemWith(mistake, problem, "a name stands in backticks", span, text);
};

/** `.5.`, `1.2.3` */
export const numbers: Diagnosis = (mistake) => {
  const { at } = mistake;
  const digits = is(mistake, at, NumberToken) && is(mistake, at - 1, NumberToken) ? at - 1 : undefined;
  const point = wordAt(mistake, at - 1) === "." && is(mistake, at - 2, NumberToken) ? at - 2 : undefined;
  const first = digits ?? point;
  if (first === undefined) return undefined;
  const last = digits === undefined ? at - 1 : at;
  const span = spanOfTokens(mistake, first, last + 1);
  const image = mistake.text.slice(span.start, span.end);
  return /^[\d.]+$/.test(image)
    ? { code: "PN2011", message: `\`${image}\` is not a number`, span, label: "malformed number" }
    : undefined;
};

/** `lambda x: …`, `function (x) { … }` */
export const foreignLambdas: Diagnosis = (mistake) => {
  const { at } = mistake;
  const python = wordAt(mistake, at - 1) === "lambda" && is(mistake, at, Name);
  const close = wordAt(mistake, at) === "{" && is(mistake, at - 1, RightParen);
  const word = python ? at - 1 : close ? opening(mistake, at - 1) - 1 : -1;
  if (!python && wordAt(mistake, word) !== "function") return undefined;
  return {
    code: "PN2009",
    message: `\`${wordAt(mistake, word)}\` makes no lambda`,
    span: spanAt(mistake, word),
    help: "a lambda is written `x -> …`",
  };
};

/** The parenthesis that a list of names is opened by, or -1. */
function opening(mistake: Mistake, close: number): number {
  let i = close - 1;
  while (is(mistake, i, Name, Comma)) i--;
  return is(mistake, i, LeftParen) ? i : -1;
}

/** `(x) -> …` */
export const lambdas: Diagnosis = (mistake) => {
  const { at } = mistake;
  const single =
    is(mistake, at, Arrow) &&
    is(mistake, at - 1, RightParen) &&
    is(mistake, at - 2, Name) &&
    is(mistake, at - 3, LeftParen);
  if (!single) return undefined;
  const span = spanOfTokens(mistake, at - 3, at);
  const problem = { code: "PN2001", message: "a single parameter stands without parentheses", span } as const;
  const text = textOf(mistake, at - 2, at - 1);
  return problemWith(mistake, problem, `write \`${text} -> …\``, span, text);
};
