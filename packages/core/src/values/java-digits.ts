/*
 * The decimal digits that Java prints a DOUBLE or FLOAT with. Spark 3.5 runs on Java 8, 11 and 17, whose
 * digits are not always the fewest that read back (JDK-4511638, mended in Java 19): 2^31 as a FLOAT is
 * 2.14748365E9, not 2.1474836E9. Digits are generated as Steele and White describe ("How to print
 * floating-point numbers accurately", 1990), with Java's estimate of the exponent, its own way with whole
 * numbers, and its overflows of 32 and 64 bits, all of which show in the result.
 */

/** The number 0.d1d2d3… times 10^`exponent`. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** The digits of a finite number above zero that is exact in `precision` bits: 53 of a DOUBLE, 24 of a FLOAT. */
export function javaDigits(x: number, precision: 24 | 53): Digits {
  const { significand, power, bits } = split(x, precision);
  const zeros = trailingZeros(significand);
  const oddBits = 53 - zeros;
  const fractionBits = Math.max(0, oddBits - power - 1);
  if (fractionBits === 0 && power <= 62) return ofWhole(significand, power, bits);
  return ofFraction({ odd: significand >> BigInt(zeros), oddBits, fractionBits, power, bits }, significand);
}

interface Split {
  /** 53 bits, the highest of them set. */
  readonly significand: bigint;
  /** The number is between 2^power and 2^(power + 1). */
  readonly power: number;
  /** How many bits of the significand count: fewer than the precision of a subnormal number. */
  readonly bits: number;
}

const cell = new DataView(new ArrayBuffer(8));
const FRACTION = (1n << 52n) - 1n;

function split(x: number, precision: 24 | 53): Split {
  cell.setFloat64(0, x);
  const raw = cell.getBigInt64(0);
  const biased = Number(raw >> 52n);
  if (biased === 0) {
    const bits = raw.toString(2).length;
    return { significand: raw << BigInt(53 - bits), power: bits - 1075, bits };
  }
  const power = biased - 1023;
  const lost = precision === 24 ? Math.max(0, -126 - power) : 0;
  return { significand: (raw & FRACTION) | (1n << 52n), power, bits: precision - lost };
}

function trailingZeros(x: bigint): number {
  let zeros = 0;
  for (let rest = x; (rest & 1n) === 0n; rest >>= 1n) zeros++;
  return zeros;
}

/** Of a whole number below 2^63: all its digits but those that fewer bits than it has cannot tell. */
function ofWhole(significand: bigint, power: number, bits: number): Digits {
  const spare = power - bits - 1;
  const dropped = spare > 1 ? Math.floor(spare * Math.LOG10E * Math.LN2) : 0;
  const whole = power >= 52 ? significand << BigInt(power - 52) : significand >> BigInt(52 - power);
  const unit = 10n ** BigInt(dropped);
  const kept = String(whole / unit + (dropped > 0 && 2n * (whole % unit) >= unit ? 1n : 0n));
  return { digits: kept, exponent: kept.length + dropped };
}

interface Odd {
  readonly odd: bigint;
  readonly oddBits: number;
  readonly fractionBits: number;
  readonly power: number;
  readonly bits: number;
}

/**
 * Of any other number: b / s is what is left of it, m / s half a gap to its neighbours, all times ten with
 * each digit, until what is left is smaller than the gap or as close to the next digit.
 */
function ofFraction({ odd, oddBits, fractionBits, power, bits }: Odd, significand: bigint): Digits {
  let exponent = estimate(significand, power);
  const [fivesB, fivesS] = [Math.max(0, -exponent), Math.max(0, exponent)];
  let twosB = fivesB + fractionBits + power;
  let twosS = fivesS + fractionBits;
  let twosM = twosB - bits;
  twosB -= oddBits - 1;
  const common = Math.min(twosB, twosS);
  // Below a power of two the gap is half of that above.
  const lift = Math.max(0, common - twosM + (oddBits === 1 ? 1 : 0));
  twosM += lift - common - (oddBits === 1 ? 1 : 0);
  twosB += lift - common;
  twosS += lift - common;

  const width = registerWidth(oddBits + twosB + bitsOfFives(fivesB), twosS + 1 + bitsOfFives(fivesS + 1));
  const held = (value: bigint): bigint => (width === 0 ? value : BigInt.asIntN(width, value));
  const s = (5n ** BigInt(fivesS)) << BigInt(twosS);
  const tens = s * 10n;
  let b = (odd * 5n ** BigInt(fivesB)) << BigInt(twosB);
  let m = (5n ** BigInt(fivesB)) << BigInt(twosM);

  let digits = "";
  let low = false;
  let high = false;
  const next = (): bigint => {
    const digit = b / s;
    b = 10n * (b % s);
    m = held(m * 10n);
    low = m <= 0n || b < m;
    high = m <= 0n || (width === 0 ? tens <= b + m : held(b + m) > tens);
    return digit;
  };
  const first = next();
  if (first === 0n && !high) exponent--;
  else digits = String(first);
  // With an exponent a second digit is printed in any case.
  if (exponent < -3 || exponent >= 8) low = high = false;
  while (!low && !high) digits += String(next());

  const up = high && (!low || 2n * b > tens || (2n * b === tens && /[13579]$/.test(digits)));
  const rounded = up ? String(BigInt(digits) + 1n) : digits;
  // Leading zeros of the digits cannot be; one more digit than before is a carry.
  return { digits: rounded, exponent: exponent + 1 + rounded.length - digits.length };
}

/** The decimal exponent, or one more: a tangent to the logarithm. */
function estimate(significand: bigint, power: number): number {
  const mantissa = Number(significand) / 2 ** 52;
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + power * 0.301029995663981);
}

const EXACT_FIVES = Array.from({ length: 27 }, (_, n) =>
  n === 0 ? 0 : (5n ** BigInt(n)).toString(2).length,
);

const bitsOfFives = (n: number): number => EXACT_FIVES[n] ?? n * 3;

/** 32 or 64 where Java computes in an `int` or `long`; 0 where it does in big numbers. */
function registerWidth(bitsOfB: number, bitsOfTens: number): 0 | 32 | 64 {
  const bits = Math.max(bitsOfB, bitsOfTens);
  return bits < 32 ? 32 : bits < 64 ? 64 : 0;
}
