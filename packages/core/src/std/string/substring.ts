import { countCodePoints, hasAstral, offsetAfter } from "./code-points.js";
import { splitText } from "./find-text.js";

/** Up to the end: the length that is meant where none is given. */
const ALL = 2 ** 31 - 1;

/**
 * `length` code points from `position`, counted from 1; 0 means the first as well; negative ones count
 * from the end, and the part of the range that lies before the text is cut off.
 */
export function substring(text: string, position: number, length: number = ALL): string {
  const astral = hasAstral(text);
  const count = astral ? countCodePoints(text) : text.length;
  const [start, end] = range(count, position, length);
  if (end <= start) return "";
  if (!astral) return text.slice(start, end);
  const from = offsetAfter(text, start);
  return text.slice(from, offsetAfter(text, end - start, from));
}

/** {@link substring} in bytes. */
export function substringBinary(bytes: Uint8Array, position: number, length: number = ALL): Uint8Array {
  const [start, end] = range(bytes.length, position, length);
  return end <= start ? new Uint8Array() : bytes.slice(start, end);
}

function range(count: number, position: number, length: number): readonly [start: number, end: number] {
  const start = position > 0 ? position - 1 : position < 0 ? count + position : 0;
  return [Math.max(start, 0), Math.min(start + length, count)];
}

/** The first `length` code points; none for a length of 0 or less. */
export const leftText = (text: string, length: number): string => substring(text, 1, length);

/** {@link leftText} in bytes. */
export const leftBinary = (bytes: Uint8Array, length: number): Uint8Array =>
  substringBinary(bytes, 1, length);

/** The last `length` code points; none for a length of 0 or less. */
export const rightText = (text: string, length: number): string =>
  length <= 0 ? "" : substring(text, -length);

/**
 * The text before the `count`-th delimiter from the left, or, of a negative count, behind the one from the
 * right; the whole text where there are fewer. Occurrences may overlap.
 */
export function substringIndex(text: string, delimiter: string, count: number): string {
  if (delimiter === "" || count === 0) return "";
  if (count > 0) {
    let at = -1;
    for (let left = count; left > 0; left--) {
      at = text.indexOf(delimiter, at + 1);
      if (at < 0) return text;
    }
    return text.slice(0, at);
  }
  let at = text.length - delimiter.length + 1;
  for (let left = count; left < 0; left++) {
    at = at <= 0 ? -1 : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return text.slice(at + delimiter.length);
}

/**
 * `replacement` in place of `length` code points from `position`; of a negative length, in place of as
 * many as the replacement has.
 */
export function overlayText(text: string, replacement: string, position: number, length = -1): string {
  const replaced = length >= 0 ? length : countCodePoints(replacement);
  return substring(text, 1, position - 1) + replacement + substring(text, position + replaced);
}

/** {@link overlayText} in bytes. */
export function overlayBinary(
  bytes: Uint8Array,
  replacement: Uint8Array,
  position: number,
  length = -1,
): Uint8Array {
  const replaced = length >= 0 ? length : replacement.length;
  const head = substringBinary(bytes, 1, position - 1);
  const tail = substringBinary(bytes, position + replaced);
  const whole = new Uint8Array(head.length + replacement.length + tail.length);
  whole.set(head);
  whole.set(replacement, head.length);
  whole.set(tail, head.length + replacement.length);
  return whole;
}

/** The `n`-th part between delimiters, from the end for a negative `n`; empty beyond the ends, NULL for 0. */
export function splitPart(text: string, delimiter: string, n: number): string | null {
  if (n === 0) return null;
  const parts = delimiter === "" ? [text] : splitText(text, delimiter);
  return parts[n > 0 ? n - 1 : parts.length + n] ?? "";
}
