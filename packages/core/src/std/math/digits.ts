import type { Int64 } from "../../values/index.js";

/** The bits of a BIGINT, two's complement, without leading zeros. */
export const bin = (x: Int64): string => (x < 0 ? BigInt.asUintN(64, BigInt(x)) : x).toString(2);

const MAX_UNSIGNED = 0xffff_ffff_ffff_ffffn;

/**
 * The digits of a number in another base, read up to the first that is none. All is done in 64 bits without
 * sign: what is greater becomes the greatest; with a negative target base the result has a sign. NULL where a
 * base is not of 2 to 36 or the text is empty.
 */
export function conv(text: string, from: number, to: number): string | null {
  const base = Math.abs(to);
  if (!(from >= 2 && from <= 36 && base >= 2 && base <= 36)) return null;
  const digits = text.replace(/^ +| +$/g, "");
  if (digits === "") return null;
  let negative = digits.startsWith("-");
  let value = readUnsigned(digits, negative ? 1 : 0, from);
  if (negative && to > 0) {
    value = value >= 1n << 63n ? MAX_UNSIGNED : BigInt.asUintN(64, -value);
  }
  if (to < 0 && value >= 1n << 63n) {
    value = BigInt.asUintN(64, -value);
    negative = true;
  }
  const shown = value.toString(base).toUpperCase();
  return negative && to < 0 ? `-${shown}` : shown;
}

function readUnsigned(text: string, start: number, base: number): bigint {
  let value = 0n;
  for (let i = start; i < text.length; i++) {
    const digit = digitOf(text.charCodeAt(i));
    if (digit >= base) break;
    value = value * BigInt(base) + BigInt(digit);
    if (value > MAX_UNSIGNED) return MAX_UNSIGNED;
  }
  return value;
}

function digitOf(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  if (unit >= 65 && unit <= 90) return unit - 55;
  return unit >= 97 && unit <= 122 ? unit - 87 : Infinity;
}
