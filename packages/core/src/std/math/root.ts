import { fromWords, highWord, withHighWord, withoutLowWord } from "./words.js";

export const sqrt = (x: number): number => Math.sqrt(x);

/**
 * The cube root by fdlibm's method: a guess to 5 bits by dividing the exponent by 3, a rational step to 23
 * bits, cut to 20 so that its square is exact, and one step of Newton.
 */
export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const size = Math.abs(x);
  const subnormal = size < 2.2250738585072014e-308;
  const third = Math.trunc(highWord(subnormal ? size * 2 ** 54 : size) / 3);
  const guess = fromWords(third + (subnormal ? 696219795 : 715094163), 0);

  const s = 19 / 35 + ((guess * guess) / size) * guess;
  const better = guess * (5 / 14 + 45 / 28 / (s + 99 / 70 + -864 / 1225 / s));
  const cut = withHighWord(withoutLowWord(better), highWord(better) + 1);

  const quotient = size / (cut * cut);
  const root = cut + cut * ((quotient - cut) / (cut + cut + quotient));
  return x < 0 ? -root : root;
}

/** √(x² + y²) by fdlibm's method: squares in two halves, off by less than a unit in the last place. */
export function hypot(x: number, y: number): number {
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  if (x !== x || y !== y) return NaN;
  const longer = Math.max(Math.abs(x), Math.abs(y));
  const shorter = Math.min(Math.abs(x), Math.abs(y));
  if (shorter === 0 || highWord(longer) - highWord(shorter) > 0x3c00000) return longer + shorter;
  const scale = scaleOf(longer, shorter);
  return squareRootOfSquares(longer * scale, shorter * scale) / scale;
}

/** What keeps the squares within the range of a DOUBLE. */
function scaleOf(longer: number, shorter: number): number {
  if (highWord(longer) > 0x5f300000) return 2 ** -600;
  if (highWord(shorter) >= 0x20b00000) return 1;
  return highWord(shorter) < 0x00100000 ? 2 ** 1022 : 2 ** 600;
}

function squareRootOfSquares(a: number, b: number): number {
  const difference = a - b;
  if (difference > b) {
    const upper = withoutLowWord(a);
    return Math.sqrt(upper * upper - (b * -b - (a - upper) * (a + upper)));
  }
  const twice = a + a;
  const upper = withoutLowWord(twice);
  const upperB = withoutLowWord(b);
  const rest = upper * (b - upperB) + (twice - upper) * b;
  return Math.sqrt(upper * upperB - (difference * -difference - rest));
}
