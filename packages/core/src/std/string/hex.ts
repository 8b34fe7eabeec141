import { encodeUtf8 } from "./utf8.js";

const DIGITS = "0123456789ABCDEF";
const PAIRS = Array.from({ length: 256 }, (_, byte) => (DIGITS[byte >> 4] ?? "") + (DIGITS[byte & 15] ?? ""));

/** Two upper-case hexadecimal digits a byte. */
export function hexBinary(bytes: Uint8Array): string {
  let result = "";
  for (const byte of bytes) result += PAIRS[byte];
  return result;
}

/** {@link hexBinary} of the text's UTF-8. */
export const hexText = (text: string): string => hexBinary(encodeUtf8(text));

/** A 64-bit integer in two's complement, without leading zeros. */
export const hexBigint = (n: number | bigint): string =>
  (n >= 0 ? n : BigInt.asUintN(64, BigInt(n))).toString(16).toUpperCase();

/** The bytes that hexadecimal digits spell, a zero before an odd number of them; NULL for other text. */
export function unhex(text: string): Uint8Array | null {
  if (!/^[0-9A-Fa-f]*$/.test(text)) return null;
  const odd = text.length & 1;
  const bytes = new Uint8Array((text.length + odd) >> 1);
  for (let i = 0; i < bytes.length; i++) {
    const start = 2 * i - odd;
    bytes[i] = parseInt(text.slice(Math.max(start, 0), start + 2), 16);
  }
  return bytes;
}
