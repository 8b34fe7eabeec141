import { INT64_MAX, INT64_MIN, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/*
 * 64-bit integers: in plain numbers while operands and result are safe, wrapping as Java's `long` does.
 * The number paths are kept small so that they are inlined. Adding 0 makes 0 of -0.
 */

const MAX_SAFE = 9007199254740991;

export function addBigint(a: Int64, b: Int64): Int64 {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum <= MAX_SAFE && sum >= -MAX_SAFE) return sum;
  }
  return toInt64(BigInt(a) + BigInt(b));
}

export function subtractBigint(a: Int64, b: Int64): Int64 {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference <= MAX_SAFE && difference >= -MAX_SAFE) return difference;
  }
  return toInt64(BigInt(a) - BigInt(b));
}

export function multiplyBigint(a: Int64, b: Int64): Int64 {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (product <= MAX_SAFE && product >= -MAX_SAFE) return product + 0;
  }
  return toInt64(BigInt(a) * BigInt(b));
}

/** Java's `/`, towards zero; NULL of a division by 0. */
export function divBigint(a: Int64, b: Int64): Int64 | null {
  if (b === 0) return null;
  if (typeof a === "number" && typeof b === "number") return Math.trunc(a / b) + 0;
  return toInt64(BigInt(a) / BigInt(b));
}

/** Java's `%`, whose sign is the dividend's; NULL of a division by 0. */
export function remainderBigint(a: Int64, b: Int64): Int64 | null {
  if (b === 0) return null;
  if (typeof a === "number" && typeof b === "number") return (a % b) + 0;
  return toInt64(BigInt(a) % BigInt(b));
}

/** The remainder made positive by adding the divisor once; negative beside a negative divisor. */
export function pmodBigint(a: Int64, b: Int64): Int64 | null {
  const rest = remainderBigint(a, b);
  return rest !== null && rest < 0 ? remainderBigint(addBigint(rest, b), b) : rest;
}

export function negateBigint(a: Int64): Int64 {
  return typeof a === "number" ? 0 - a : toInt64(-a);
}

export function absBigint(a: Int64): Int64 {
  return a < 0 ? negateBigint(a) : a;
}

/** The sum, NULL where 64 bits do not hold it. */
export function tryAddBigint(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum <= MAX_SAFE && sum >= -MAX_SAFE) return sum;
  }
  return inRange(BigInt(a) + BigInt(b));
}

export function trySubtractBigint(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference <= MAX_SAFE && difference >= -MAX_SAFE) return difference;
  }
  return inRange(BigInt(a) - BigInt(b));
}

export function tryMultiplyBigint(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (product <= MAX_SAFE && product >= -MAX_SAFE) return product + 0;
  }
  return inRange(BigInt(a) * BigInt(b));
}

const inRange = (exact: bigint): Int64 | null =>
  exact >= INT64_MIN && exact <= INT64_MAX ? toInt64(exact) : null;
