/*
 * White space as Spark's casts from STRING trim it, on both sides: control characters and the blank, and
 * nothing beyond ASCII.
 */

const isTrimmed = (unit: number): boolean => unit <= 0x20 || unit === 0x7f;

/** The text without leading and trailing white space and control characters. */
export function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isTrimmed(text.charCodeAt(start))) start++;
  while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Java's `trim`, which numbers with fractions go through: everything up to the blank. */
export function trimJava(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
