/*
 * Spark counts text in code points, JavaScript in UTF-16 units. Where a text holds no surrogates the two
 * agree, which is the common case and tested first everywhere.
 */

const SURROGATE = /[\ud800-\udfff]/;

/** Whether UTF-16 offsets into the text are not code point offsets. */
export const hasAstral = (text: string): boolean => SURROGATE.test(text);

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** How many UTF-16 units the code point at an offset takes. */
export const unitsAt = (text: string, offset: number): 1 | 2 =>
  isHigh(text.charCodeAt(offset)) && isLow(text.charCodeAt(offset + 1)) ? 2 : 1;

/** The number of code points between two UTF-16 offsets. */
export function countCodePoints(text: string, start = 0, end = text.length): number {
  let count = 0;
  for (let i = start; i < end; i += unitsAt(text, i)) count++;
  return count;
}

/** The UTF-16 offset that lies `count` code points behind `start`, at most the end of the text. */
export function offsetAfter(text: string, count: number, start = 0): number {
  let offset = start;
  for (let i = 0; i < count && offset < text.length; i++) offset += unitsAt(text, offset);
  return offset;
}

/** The UTF-16 offset that lies `count` code points before `end`; -1 where there are not as many. */
export function offsetBefore(text: string, count: number, end = text.length): number {
  let offset = end;
  for (let i = 0; i < count; i++) {
    if (offset <= 0) return -1;
    offset -= offset >= 2 && unitsAt(text, offset - 2) === 2 ? 2 : 1;
  }
  return offset;
}
