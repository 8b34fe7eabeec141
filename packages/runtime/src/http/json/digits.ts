/*
 * Whole numbers as text in ASCII. Four digits are looked up and written at once, so a number of ten digits takes two divisions and
 * three stores.
 */

/** The digits 0000 to 9999, in the order in which a word of little-endian bytes has them. */
const FOURS = Uint32Array.from({ length: 10_000 }, (_, value) =>
  [...String(value).padStart(4, "0")].reduce((word, digit, i) => word + digit.charCodeAt(0) * 256 ** i, 0),
);
const FOUR = 10_000;
const EIGHT = 100_000_000;

/** What a number may take; of less than it is, bytes behind its end may be written too. */
export const MOST_DIGITS = 20;

/** Writes a whole number from 0 to 2^53; gives where it ends. */
export function writeDigits(target: DataView, at: number, value: number): number {
  if (value < EIGHT) return upToEight(target, at, value | 0);
  let high = Math.floor(value / EIGHT);
  let low = value - high * EIGHT;
  // The quotient may have been rounded up.
  if (low < 0) {
    high--;
    low += EIGHT;
  }
  const start = upToEight(target, at, high | 0);
  const rest = low | 0;
  const upper = (rest / FOUR) | 0;
  target.setUint32(start, FOURS[upper] ?? 0, true);
  target.setUint32(start + 4, FOURS[rest - upper * FOUR] ?? 0, true);
  return start + 8;
}

function upToEight(target: DataView, at: number, value: number): number {
  if (value < FOUR) return upToFour(target, at, value);
  const upper = (value / FOUR) | 0;
  const start = upToFour(target, at, upper);
  target.setUint32(start, FOURS[value - upper * FOUR] ?? 0, true);
  return start + 4;
}

function upToFour(target: DataView, at: number, value: number): number {
  const zeros = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
  target.setUint32(at, (FOURS[value] ?? 0) >>> (8 * zeros), true);
  return at + 4 - zeros;
}
