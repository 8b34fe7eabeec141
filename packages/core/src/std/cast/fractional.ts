import { decimalToNumber } from "../../values/decimal.js";
import type { Int64 } from "../../values/value.js";
import { compareExactly, roundOnce } from "./round-once.js";

/** Numbers as DOUBLE and FLOAT, each rounded once. */

export function decimalToDouble(scale: number, x: bigint): number {
  return decimalToNumber(x, scale);
}

export function decimalToFloat(scale: number, x: bigint): number {
  const double = decimalToNumber(x, scale);
  return roundOnce(double, () => compareExactly(x, scale, double));
}

export function bigintToFloat(x: Int64): number {
  if (typeof x === "number") return Math.fround(x);
  const double = Number(x);
  return roundOnce(double, () => compareExactly(x, 0, double));
}

export function bigintToDouble(x: Int64): number {
  return Number(x);
}

export function doubleToFloat(x: number): number {
  return Math.fround(x);
}
