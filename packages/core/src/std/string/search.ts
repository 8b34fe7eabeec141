import { countCodePoints, hasAstral, offsetAfter } from "./code-points.js";
import { bordersOf, indexOfText } from "./find-text.js";

/** Whether `part` stands somewhere in `text`. */
export const containsText = (text: string, part: string): boolean => indexOfText(text, part) >= 0;

export const startsWithText = (text: string, part: string): boolean => text.startsWith(part);

export const endsWithText = (text: string, part: string): boolean => text.endsWith(part);

/** Whether `part` stands somewhere in `bytes`. */
export function containsBinary(bytes: Uint8Array, part: Uint8Array): boolean {
  if (part.length === 0) return true;
  const borders = bordersOf(part);
  let matched = 0;
  for (const byte of bytes) {
    while (matched > 0 && byte !== part[matched]) matched = borders[matched - 1] ?? 0;
    if (byte === part[matched]) matched++;
    if (matched === part.length) return true;
  }
  return false;
}

export const startsWithBinary = (bytes: Uint8Array, part: Uint8Array): boolean => standsAt(bytes, part, 0);

export const endsWithBinary = (bytes: Uint8Array, part: Uint8Array): boolean =>
  standsAt(bytes, part, bytes.length - part.length);

function standsAt(bytes: Uint8Array, part: Uint8Array, offset: number): boolean {
  if (offset < 0 || offset + part.length > bytes.length) return false;
  for (let i = 0; i < part.length; i++) if (bytes[offset + i] !== part[i]) return false;
  return true;
}

/** Where `part` first stands in `text`, in code points from 1; 0 for nowhere, 1 for an empty part. */
export function instr(text: string, part: string): number {
  const at = indexOfText(text, part);
  return at <= 0 || !hasAstral(text) ? at + 1 : countCodePoints(text, 0, at) + 1;
}

/** {@link instr} with the part first. */
export const locate = (part: string, text: string): number => instr(text, part);

/**
 * Where `part` first stands in `text` at or behind `position`, in code points from 1; 0 for nowhere and
 * for a position below 1. NULL never hides the position: a NULL position gives 0.
 */
export function locateFrom(part: string | null, text: string | null, position: number | null): number | null {
  if (position === null) return 0;
  if (part === null || text === null) return null;
  if (position < 1) return 0;
  if (part === "") return 1;
  if (!hasAstral(text)) return indexOfText(text, part, position - 1) + 1;
  const at = indexOfText(text, part, offsetAfter(text, position - 1));
  return at < 0 ? 0 : countCodePoints(text, 0, at) + 1;
}

/** Which of the comma-separated parts of `list` the text is, from 1; 0 for none and for a text with a comma. */
export function findInSet(text: string, list: string): number {
  if (text.includes(",")) return 0;
  let n = 1;
  let start = 0;
  for (;;) {
    const end = list.indexOf(",", start);
    const stop = end < 0 ? list.length : end;
    if (stop - start === text.length && list.startsWith(text, start)) return n;
    if (end < 0) return 0;
    start = end + 1;
    n++;
  }
}
