import { checked } from "../datetime/micros.js";
import type { Int64 } from "../../values/value.js";

/** The number where it fits 32 bits, never -0. */
export const fitsInt = (x: number): number | null => (x === (x | 0) ? x | 0 : null);

/** The quotient rounded to the nearest integer, halves away from zero. */
export function divideHalfUp(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const rest = a % b;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < (b < 0n ? -b : b)) return quotient;
  return a < 0n === b < 0n ? quotient + 1n : quotient - 1n;
}

/** A DOUBLE rounded to the nearest integer, halves away from zero; null of NaN and beyond 64 bits. */
export function roundHalfUp(x: number): Int64 | null {
  if (!Number.isFinite(x)) return null;
  const floor = Math.floor(Math.abs(x));
  const rounded = Math.abs(x) - floor >= 0.5 ? floor + 1 : floor;
  return checked(BigInt(x < 0 ? -rounded : rounded));
}
