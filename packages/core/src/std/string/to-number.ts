import { parseNumberFormat, type DigitToken, type NumberFormat } from "./number-format.js";

/** The format of a constant text that has been checked. */
export function compileNumberFormat(text: string): NumberFormat {
  const format = parseNumberFormat(text);
  if (typeof format === "string") throw new Error(`unchecked number format: ${format}`);
  return format;
}

/** What has been read of a text so far. */
interface Reader {
  readonly text: string;
  at: number;
  before: string;
  after: string;
  behindPoint: boolean;
}

const SPACE = /[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

/** The unscaled digits of a text in the format; NULL where it is not in it. */
export function toNumber(format: NumberFormat, text: string): bigint | null {
  const reader: Reader = { text, at: 0, before: "", after: "", behindPoint: false };
  let negative = false;
  let open = false;
  let closed = false;
  const take = (character: string): boolean => {
    if (text[reader.at] !== character) return false;
    reader.at++;
    return true;
  };
  for (const token of format.tokens) {
    switch (token.kind) {
      case "digits":
        if (!readDigits(reader, token.tokens)) return null;
        break;
      case ".":
        if (take(".")) reader.behindPoint = true;
        break;
      case "$":
        if (!take("$") && reader.at < text.length) return null;
        break;
      case "S":
        if (!take("+") && take("-")) negative = !negative;
        break;
      case "MI":
        if (take("-")) negative = !negative;
        break;
      case "<":
        open = take("<");
        break;
      case ">":
        if (!take(">")) break;
        if (!open) return null;
        closed = true;
        negative = !negative;
        break;
      case "unknown":
        return null;
    }
  }
  const digits = reader.before + reader.after;
  if (reader.at < text.length || open !== closed || digits === "") return null;
  const unscaled = BigInt(reader.before + reader.after.padEnd(format.scale, "0"));
  return negative ? -unscaled : unscaled;
}

/** Reads digits, separators and white space, and compares the groups, the last with the last. */
function readDigits(reader: Reader, tokens: readonly DigitToken[]): boolean {
  const sizes = [0];
  for (; reader.at < reader.text.length; reader.at++) {
    const character = reader.text[reader.at] ?? "";
    if (character >= "0" && character <= "9") {
      sizes[0] = (sizes[0] ?? 0) + 1;
      if (reader.behindPoint) reader.after += character;
      else reader.before += character;
    } else if (character === ",") sizes.unshift(0);
    else if (!SPACE.test(character)) break;
  }
  const expected = tokens.filter((token) => token !== ",").reverse();
  if (sizes.length > expected.length) return false;
  return expected.every(({ digits, exact }, i) => {
    const size = sizes[i] ?? 0;
    return exact ? size === digits : size <= digits;
  });
}
