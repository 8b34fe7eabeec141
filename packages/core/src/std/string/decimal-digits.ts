/** A number in decimal: 0.DIGITS times ten to the power of `point`; no zeros at either end of the digits. */
export interface DecimalDigits {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/** The shortest digits that read back as the number; it must be finite. */
export function digitsOfDouble(x: number): DecimalDigits {
  const [mantissa = "", exponent = "0"] = Math.abs(x).toExponential().split("e");
  const negative = x < 0 || Object.is(x, -0);
  return normal(negative, mantissa.replace(".", ""), Number(exponent) + 1);
}

/** The digits of an integer or of a DECIMAL. */
export function digitsOfDecimal(unscaled: number | bigint, scale = 0): DecimalDigits {
  const text = unscaled.toString();
  const magnitude = text.startsWith("-") ? text.slice(1) : text;
  return normal(text.startsWith("-"), magnitude, magnitude.length - scale);
}

function normal(negative: boolean, digits: string, point: number): DecimalDigits {
  const start = digits.search(/[1-9]/);
  if (start < 0) return { negative, digits: "", point: 0 };
  return { negative, digits: digits.slice(start).replace(/0+$/, ""), point: point - start };
}

/** Which way a number goes that lies exactly between two: away from zero, or to the even digit. */
export type TieBreak = "up" | "even";

/** Rounded so that nothing stays behind the first `keep` digits. */
export function keepDigits(number: DecimalDigits, keep: number, ties: TieBreak): DecimalDigits {
  const { negative, digits, point } = number;
  if (keep >= digits.length) return number;
  if (keep < 0) return { negative, digits: "", point: 0 };
  const kept = digits.slice(0, keep);
  const rest = digits.slice(keep);
  const tied = rest === "5" && ties === "even" && !/[13579]$/.test(kept);
  if (rest < "5" || tied) return normal(negative, kept, point);
  const raised = (BigInt(kept === "" ? "0" : kept) + 1n).toString();
  return normal(negative, raised, point + raised.length - kept.length);
}

/** Rounded to so many digits behind the point. */
export const roundToFraction = (number: DecimalDigits, fraction: number, ties: TieBreak): DecimalDigits =>
  keepDigits(number, number.point + fraction, ties);

/** The digits before the point ("0" where there are none) and exactly `fraction` of those behind it. */
export function parts(
  { digits, point }: DecimalDigits,
  fraction: number,
): readonly [whole: string, fraction: string] {
  const whole = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const behind = point <= 0 ? "0".repeat(Math.min(-point, fraction)) + digits : digits.slice(point);
  return [whole, behind.slice(0, fraction).padEnd(fraction, "0")];
}
