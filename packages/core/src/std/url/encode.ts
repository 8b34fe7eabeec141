import { decodeUtf8, encodeUtf8 } from "../string/utf8.js";

/** `application/x-www-form-urlencoded`: a space is `+`, everything but letters, digits and `-_.*` is `%XX`. */
export function urlEncode(text: string): string {
  return text.replace(/[^a-zA-Z0-9\-_.*]+/g, (rest) => {
    let encoded = "";
    for (const byte of encodeUtf8(rest)) {
      encoded += byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    }
    return encoded;
  });
}

/** What Java reads as a byte behind a percent sign: two digits, or one with a sign. */
const BYTE = /^(?:[0-9a-fA-F]{2}|\+[0-9a-fA-F]|-0)$/;

/** The text that {@link urlEncode} made; U+FFFD in place of bytes that are not UTF-8. NULL of a broken `%XX`. */
export function urlDecode(text: string): string | null {
  let decoded = "";
  let at = 0;
  for (;;) {
    const percent = text.indexOf("%", at);
    decoded += text.slice(at, percent < 0 ? undefined : percent).replaceAll("+", " ");
    if (percent < 0) return decoded;
    const bytes: number[] = [];
    for (at = percent; text[at] === "%"; at += 3) {
      const pair = text.slice(at + 1, at + 3);
      if (!BYTE.test(pair)) return null;
      bytes.push(parseInt(pair, 16));
    }
    decoded += decodeUtf8(Uint8Array.from(bytes));
  }
}
