import { decodeUtf8Strictly, encodeUtf8 } from "./utf8.js";

/** The character sets that `encode` and `decode` know, in the spelling of Spark's documentation. */
export const CHARSETS = [
  "US-ASCII",
  "ISO-8859-1",
  "UTF-8",
  "UTF-16BE",
  "UTF-16LE",
  "UTF-16",
  "UTF-32",
] as const;

/** The text that bytes are in a character set, by its name in any case; NULL where they are not or there is none. */
export function decodeBinary(bytes: Uint8Array, charset: string): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (charset.toUpperCase()) {
    case "US-ASCII":
      return bytes.every((byte) => byte < 0x80) ? latin1(bytes) : null;
    case "ISO-8859-1":
      return latin1(bytes);
    case "UTF-8":
      return decodeUtf8Strictly(bytes);
    case "UTF-16BE":
      return utf16(view, 0, false);
    case "UTF-16LE":
      return utf16(view, 0, true);
    case "UTF-16": {
      const mark = bytes.length >= 2 ? view.getUint16(0) : 0;
      return mark === 0xfffe ? utf16(view, 2, true) : utf16(view, mark === 0xfeff ? 2 : 0, false);
    }
    case "UTF-32": {
      const mark = bytes.length >= 4 ? view.getUint32(0) : 0;
      return mark === 0xfffe0000 ? utf32(view, 4, true) : utf32(view, mark === 0xfeff ? 4 : 0, false);
    }
    default:
      return null;
  }
}

/** The bytes of a text in a character set; NULL where it lacks a character or there is no such set. */
export function encodeText(text: string, charset: string): Uint8Array | null {
  switch (charset.toUpperCase()) {
    case "US-ASCII":
      return singleBytes(text, 0x7f);
    case "ISO-8859-1":
      return singleBytes(text, 0xff);
    case "UTF-8":
      return encodeUtf8(text);
    case "UTF-16BE":
      return units16(text, false);
    case "UTF-16LE":
      return units16(text, true);
    case "UTF-16":
      // A byte order mark, and none before nothing.
      return units16(text === "" ? "" : "\ufeff" + text, false);
    case "UTF-32": {
      const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
      const view = new DataView(new ArrayBuffer(codes.length * 4));
      codes.forEach((code, i) => {
        view.setUint32(i * 4, code);
      });
      return new Uint8Array(view.buffer);
    }
    default:
      return null;
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function utf16(view: DataView, start: number, little: boolean): string | null {
  if (view.byteLength % 2 !== 0) return null;
  let text = "";
  for (let i = start; i < view.byteLength; i += 2) text += String.fromCharCode(view.getUint16(i, little));
  return LONE_SURROGATE.test(text) ? null : text;
}

function utf32(view: DataView, start: number, little: boolean): string | null {
  if (view.byteLength % 4 !== 0) return null;
  let text = "";
  for (let i = start; i < view.byteLength; i += 4) {
    const code = view.getUint32(i, little);
    if (code > 0x10ffff || (code & 0xfffff800) === 0xd800) return null;
    text += String.fromCodePoint(code);
  }
  return text;
}

function singleBytes(text: string, highest: number): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > highest) return null;
    bytes[i] = unit;
  }
  return bytes;
}

function units16(text: string, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
}
