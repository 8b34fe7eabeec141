import { highWord, withHighWord, withoutLowWord } from "./words.js";

/*
 * x^y as Java's StrictMath has it: fdlibm's method, log2 x and its product with y in two parts, off by less
 * than 0.7 units in the last place.
 */

export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5 && x > -Infinity) return Math.sqrt(x + 0);
  // V8 is exact where the answer needs no rounding: powers of what is 0, infinite or a unit.
  if (x === 0 || x === 1 || x === -1 || !Number.isFinite(x) || !Number.isFinite(y)) return special(x, y);
  if (x > 0) return positivePower(x, y);
  if (!Number.isInteger(y)) return NaN;
  const power = positivePower(-x, y);
  return y % 2 === 0 ? power : -power;
}

/** Java agrees with C where ECMAScript does not: nothing but NaN comes of ±1 to an infinite power. */
const special = (x: number, y: number): number => x ** y;

function positivePower(x: number, y: number): number {
  const sizeY = Math.abs(y);
  const high = highWord(x);
  // |y| > 2^31: x is too far from 1 for anything but 0 and infinity, or so near that log is short.
  if (highWord(sizeY) > 0x41e00000) {
    if (highWord(sizeY) > 0x43f00000) {
      if (high <= 0x3fefffff) return y < 0 ? Infinity : 0;
      if (high >= 0x3ff00000) return y > 0 ? Infinity : 0;
    }
    if (high < 0x3fefffff) return y < 0 ? Infinity : 0;
    if (high > 0x3ff00000) return y > 0 ? Infinity : 0;
    return exponential(y, logNearOne(x));
  }
  return exponential(y, logOf(x));
}

/** A number as the sum of two, the first of which has no lower word. */
type Parts = readonly [upper: number, lower: number];

/** log2 x for |x - 1| <= 2^-20. */
function logNearOne(x: number): Parts {
  const t = x - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = 1.4426950216293335 * t;
  const v = t * 1.9259629911266175e-8 - w * 1.4426950408889634;
  const upper = withoutLowWord(u + v);
  return [upper, v - (upper - u)];
}

/** log2 x from log of x over 1 or 3/2, whichever is near its fraction. */
function logOf(x: number): Parts {
  const subnormal = x < 2.2250738585072014e-308;
  const normal = subnormal ? x * 2 ** 53 : x;
  const high = highWord(normal);
  const fraction = high & 0xfffff;
  let exponent = (high >> 20) - 1023 - (subnormal ? 53 : 0);
  let start = 0;
  let fractionHigh = fraction | 0x3ff00000;
  if (fraction > 0x3988e) {
    if (fraction < 0xbb67a) start = 1;
    else {
      exponent++;
      fractionHigh -= 0x00100000;
    }
  }
  const a = withHighWord(normal, fractionHigh);
  const near = start === 0 ? 1 : 1.5;

  // s = (a - near) / (a + near), in two parts.
  const u = a - near;
  const v = 1 / (a + near);
  const s = u * v;
  const sUpper = withoutLowWord(s);
  const tUpper = withHighWord(0, ((fractionHigh >> 1) | 0x20000000) + 0x00080000 + (start << 18));
  const tLower = a - (tUpper - near);
  const sLower = v * (u - sUpper * tUpper - sUpper * tLower);

  // log a = 2s + 2/3 s³ + …
  const s2 = s * s;
  const series =
    s2 *
      s2 *
      (0.5999999999999946 +
        s2 *
          (0.4285714285785502 +
            s2 *
              (0.33333332981837743 +
                s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))) +
    sLower * (sUpper + s);
  const square = sUpper * sUpper;
  const cubeUpper = withoutLowWord(3 + square + series);
  const cubeLower = series - (cubeUpper - 3 - square);

  const p = sUpper * cubeUpper;
  const q = sLower * cubeUpper + cubeLower * s;
  const sumUpper = withoutLowWord(p + q);
  const sumLower = q - (sumUpper - p);
  const zUpper = 0.9617967009544373 * sumUpper;
  const zLower =
    -7.028461650952758e-9 * sumUpper +
    sumLower * 0.9617966939259756 +
    (start === 0 ? 0 : 1.350039202129749e-8);
  const whole = start === 0 ? 0 : 0.5849624872207642;
  const upper = withoutLowWord(zUpper + zLower + whole + exponent);
  return [upper, zLower - (upper - exponent - whole - zUpper)];
}

/** 2^(y log) */
function exponential(y: number, [logUpper, logLower]: Parts): number {
  const yUpper = withoutLowWord(y);
  const lower = (y - yUpper) * logUpper + y * logLower;
  const upper = yUpper * logUpper;
  const z = lower + upper;
  if (z >= 1024 && (z > 1024 || lower + 8.008566259537294e-17 > z - upper)) return Infinity;
  if (z <= -1075 && (z < -1075 || lower <= z - upper)) return 0;

  const whole = Math.abs(z) > 0.5 ? nearest(z) : 0;
  const rest = upper - whole;
  const t = withoutLowWord(lower + rest);
  const u = t * 0.6931471824645996;
  const v = (lower - (t - rest)) * 0.6931471805599453 + t * -1.904654299957768e-9;
  const x = u + v;
  const w = v - (x - u);
  const x2 = x * x;
  const even =
    x -
    x2 *
      (0.16666666666666602 +
        x2 *
          (-0.0027777777777015593 +
            x2 * (0.00006613756321437934 + x2 * (-0.0000016533902205465252 + x2 * 4.1381367970572385e-8))));
  const power = 1 - ((x * even) / (even - 2) - (w + x * w) - x);
  return scaled(power, whole);
}

/** The nearest integer, halves away from zero. */
const nearest = (z: number): number => (z < 0 ? -Math.floor(-z + 0.5) : Math.floor(z + 0.5));

/** x 2^n, with one rounding where the result is subnormal. */
function scaled(x: number, n: number): number {
  if (n > 1000) return x * 2 ** 1000 * 2 ** (n - 1000);
  return n < -1000 ? x * 2 ** 100 * 2 ** (n + 1000) * 2 ** -1000 * 2 ** -100 : x * 2 ** n;
}
