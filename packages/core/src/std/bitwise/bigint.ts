import { isSafe, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/** Bits of BIGINT: by JavaScript's operators where 32 bits hold both sides. Shifts take the distance modulo 64. */

const isInt = (x: Int64): x is number => typeof x === "number" && x === (x | 0);

export function andBigint(a: Int64, b: Int64): Int64 {
  return isInt(a) && isInt(b) ? a & b : toInt64(BigInt(a) & BigInt(b));
}

export function orBigint(a: Int64, b: Int64): Int64 {
  return isInt(a) && isInt(b) ? a | b : toInt64(BigInt(a) | BigInt(b));
}

export function xorBigint(a: Int64, b: Int64): Int64 {
  return isInt(a) && isInt(b) ? a ^ b : toInt64(BigInt(a) ^ BigInt(b));
}

export function notBigint(a: Int64): Int64 {
  return typeof a === "number" && a !== Number.MAX_SAFE_INTEGER ? -1 - a : toInt64(~BigInt(a));
}

export function shiftLeftBigint(a: Int64, distance: number): Int64 {
  if (typeof a === "number") {
    const shifted = a * 2 ** (distance & 63);
    if (isSafe(shifted)) return shifted;
  }
  return toInt64(BigInt(a) << BigInt(distance & 63));
}

export function shiftRightBigint(a: Int64, distance: number): Int64 {
  if (typeof a === "number") return Math.floor(a / 2 ** (distance & 63));
  return toInt64(a >> BigInt(distance & 63));
}

/** Zeros come in from the left; the result is signed again. */
export function shiftRightUnsignedBigint(a: Int64, distance: number): Int64 {
  if (a >= 0) return shiftRightBigint(a, distance);
  return toInt64(BigInt.asUintN(64, BigInt(a)) >> BigInt(distance & 63));
}
