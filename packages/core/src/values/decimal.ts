/*
 * Arithmetic on unscaled digits, which is what a DECIMAL is at run time: the bigint 12345n of a
 * DECIMAL(10,2) stands for 123.45.
 */

const POWERS: readonly bigint[] = Array.from({ length: 78 }, (_, n) => 10n ** BigInt(n));

/** 10^n, for n >= 0. */
export const pow10 = (n: number): bigint => POWERS[n] ?? 10n ** BigInt(n);

/** Whether the digits fit a precision. */
export function fitsPrecision(unscaled: bigint, precision: number): boolean {
  const limit = pow10(precision);
  return unscaled < limit && unscaled > -limit;
}

/** n / d rounded to the nearest integer, halves away from zero; d is not 0. */
export function divideHalfUp(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  const rest = n % d;
  const twice = rest < 0n ? -2n * rest : 2n * rest;
  if (twice < (d < 0n ? -d : d)) return quotient;
  return n < 0n === d < 0n ? quotient + 1n : quotient - 1n;
}

/** The same number at another scale, halves away from zero. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (to === from) return unscaled;
  return to > from ? unscaled * pow10(to - from) : divideHalfUp(unscaled, pow10(from - to));
}

/** The same number as a DECIMAL(precision, scale), rounded; null where its whole part does not fit. */
export function toPrecision(unscaled: bigint, from: number, precision: number, scale: number): bigint | null {
  const rescaled = rescale(unscaled, from, scale);
  return fitsPrecision(rescaled, precision) ? rescaled : null;
}

/** Plain digits, as many after the point as the scale: `0.00000010`. */
export function showDecimal(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  if (unscaled < 0n) return `-${showDecimal(-unscaled, scale)}`;
  const digits = String(unscaled).padStart(scale + 1, "0");
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** As CAST to STRING prints it, which is Java's way: with an exponent below 10^-6 (`1E-7`, `0E-8`). */
export function showDecimalJava(unscaled: bigint, scale: number): string {
  if (unscaled < 0n) return `-${showDecimalJava(-unscaled, scale)}`;
  const digits = String(unscaled);
  const exponent = digits.length - 1 - scale;
  if (exponent >= -6) return showDecimal(unscaled, scale);
  const fraction = digits.slice(1);
  return `${digits[0]}${fraction === "" ? "" : `.${fraction}`}E${exponent}`;
}

/** A number read exactly: `unscaled` / 10^`scale`, where a scale below zero multiplies. */
export interface ParsedDecimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

const DECIMAL_TEXT = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,10}))?$/;

/**
 * The number of a text as Java's BigDecimal reads it, without white space; undefined of any other. Digits beyond
 * the first `most` are cut off: rounding halves away from zero looks at one digit alone.
 */
export function parseDecimal(text: string, most = Infinity): ParsedDecimal | undefined {
  const match = DECIMAL_TEXT.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = match[4] ?? "", , exponent = "0"] = match;
  const power = Number(exponent);
  const scale = fraction.length - power;
  if (power > 2147483647 || scale > 2147483647 || scale < -2147483648) return undefined;
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, "");
  const kept = digits.length > most ? digits.slice(0, most) : digits;
  const unscaled = BigInt(kept);
  return { unscaled: sign === "-" ? -unscaled : unscaled, scale: scale - (digits.length - kept.length) };
}

/** A number read exactly as a DECIMAL(precision, scale); null where its whole part does not fit. */
export function fitDecimal(
  { unscaled, scale: from }: ParsedDecimal,
  precision: number,
  scale: number,
): bigint | null {
  if (unscaled === 0n) return 0n;
  // Digits before the point decide first, so that no exponent makes huge numbers.
  const digits = String(unscaled < 0n ? -unscaled : unscaled).length;
  if (digits - from > precision - scale) return null;
  if (digits - from < -scale) return 0n;
  return toPrecision(unscaled, from, precision, scale);
}

/** The closest DOUBLE. */
export function decimalToNumber(unscaled: bigint, scale: number): number {
  if (scale === 0) return Number(unscaled);
  // Both exact in 53 bits: one correctly rounded division.
  if (scale <= 22 && unscaled <= 9007199254740991n && unscaled >= -9007199254740991n) {
    return Number(unscaled) / Number(pow10(scale));
  }
  return Number(`${unscaled}e-${scale}`);
}
