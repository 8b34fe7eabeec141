import { encodeUtf8 } from "./utf8.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD = 61;

const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/** RFC 4648, padded, without line breaks. */
export function base64(bytes: Uint8Array): string {
  let result = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    result += (ALPHABET[bits >> 18] ?? "") + (ALPHABET[(bits >> 12) & 63] ?? "");
    result += left > 1 ? ALPHABET[(bits >> 6) & 63] : "=";
    result += left > 2 ? ALPHABET[bits & 63] : "=";
  }
  return result;
}

/**
 * The bytes of base64 text as MIME reads it (RFC 2045): other characters are passed over. NULL where the
 * end is cut off or something follows the padding.
 */
export function unbase64(text: string): Uint8Array | null {
  return decode(encodeUtf8(text).filter((unit) => unit === PAD || valueOf(unit) >= 0));
}

/** {@link unbase64} of text that holds nothing but base64 and white space, its length whole. */
export function unbase64Strictly(text: string): Uint8Array | null {
  const units = encodeUtf8(text.replace(/[\t\n\r ]/g, ""));
  return units.some((unit) => unit !== PAD && valueOf(unit) < 0) ? null : decode(units);
}

/** Base64 as JSON and files carry bytes: whole and padded, and nothing else in it (RFC 4648, section 4). */
export const isBase64 = (text: string): boolean => PADDED.test(text);

const PADDED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

const valueOf = (unit: number): number => VALUES[unit] ?? -1;

function decode(units: Uint8Array): Uint8Array | null {
  const padding = units.indexOf(PAD);
  const digits = padding < 0 ? units.length : padding;
  const rest = digits % 4;
  if (rest === 1) return null;
  if (padding >= 0 && !(rest >= 2 && units.length - padding === 4 - rest && units.at(-1) === PAD))
    return null;
  const bytes = new Uint8Array(Math.floor((digits * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let i = 0; i < digits; i++) {
    bits = (bits << 6) | valueOf(units[i] ?? 0);
    if (i % 4 === 3 || i === digits - 1) at = flush(bytes, at, bits, i % 4);
    if (i % 4 === 3) bits = 0;
  }
  return bytes;
}

/** Writes the bytes of a group of `last + 1` digits. */
function flush(bytes: Uint8Array, at: number, bits: number, last: number): number {
  const spare = ((last + 1) * 6) % 8;
  let end = at;
  for (let shift = (last + 1) * 6 - 8; shift >= spare; shift -= 8) bytes[end++] = (bits >> shift) & 255;
  return end;
}
