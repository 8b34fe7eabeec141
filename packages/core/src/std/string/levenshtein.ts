import { countCodePoints, hasAstral } from "./code-points.js";
import { MAX_DISTANCE_CELLS } from "./limits.js";
import { withinBand } from "./levenshtein-band.js";

/**
 * The least number of code points to insert, delete or replace that turns one text into the other; NULL where
 * finding it takes more than {@link MAX_DISTANCE_CELLS}.
 */
export function levenshtein(a: string, b: string): number | null {
  return distance(a, b, Infinity);
}

/** {@link levenshtein} where it is at most `threshold`, otherwise -1. */
export function levenshteinWithin(a: string, b: string, threshold: number): number | null {
  if (threshold < 0) return -1;
  const found = distance(a, b, threshold);
  return found !== null && found > threshold ? -1 : found;
}

/** Exact up to `threshold`, otherwise some number above it. */
function distance(a: string, b: string, threshold: number): number | null {
  if (a === b) return 0;
  const [left, right] = withoutSharedEnds(a, b);
  const astral = hasAstral(left) || hasAstral(right);
  const m = astral ? countCodePoints(left) : left.length;
  const n = astral ? countCodePoints(right) : right.length;
  const shorter = Math.min(m, n);
  const longer = Math.max(m, n);
  if (shorter === 0 || longer - shorter > threshold) return longer;
  const band = Math.min(threshold, longer);
  if (shorter * Math.min(longer, 2 * band + 1) > MAX_DISTANCE_CELLS) return null;
  return m <= n
    ? withinBand(codesOf(left, m), codesOf(right, n), band)
    : withinBand(codesOf(right, n), codesOf(left, m), band);
}

/** What both texts begin and end with has no part in their distance. */
function withoutSharedEnds(a: string, b: string): readonly [string, string] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  if (start > 0 && isHigh(a.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < most - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  if (end > 0 && isLow(a.charCodeAt(a.length - end))) end--;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** The first half of a pair may have another second half in each text. */
const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

function codesOf(text: string, count: number): Int32Array {
  const codes = new Int32Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    const code = text.codePointAt(at) ?? 0;
    codes[i] = code;
    at += code > 0xffff ? 2 : 1;
  }
  return codes;
}
