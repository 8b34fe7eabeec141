import { fitDecimal, parseDecimal, toPrecision } from "../../values/decimal.js";
import { showDouble } from "../../values/double-text.js";
import type { Int64 } from "../../values/value.js";
import { intervalToBigint } from "./interval.js";
import { trimJava } from "./text.js";

/*
 * Everything as DECIMAL(precision, scale): rounded to the scale, halves away from zero, and NULL where the
 * whole part does not fit.
 */

export function decimalToDecimal(from: number, precision: number, scale: number, x: bigint): bigint | null {
  return toPrecision(x, from, precision, scale);
}

export function integerToDecimal(precision: number, scale: number, x: Int64): bigint | null {
  return toPrecision(BigInt(x), 0, precision, scale);
}

/** By the digits that the DOUBLE is printed with, as Spark does it. */
export function doubleToDecimal(precision: number, scale: number, x: number): bigint | null {
  const parsed = parseDecimal(showDouble(x));
  return parsed === undefined ? null : fitDecimal(parsed, precision, scale);
}

/** No DECIMAL has more digits, nor the one that rounds it. */
const ENOUGH = 40;

export function stringToDecimal(precision: number, scale: number, text: string): bigint | null {
  const parsed = parseDecimal(trimJava(text), ENOUGH);
  return parsed === undefined ? null : fitDecimal(parsed, precision, scale);
}

export function booleanToDecimal(precision: number, scale: number, x: boolean): bigint | null {
  return toPrecision(x ? 1n : 0n, 0, precision, scale);
}

/** Seconds since the epoch. */
export function timestampToDecimal(precision: number, scale: number, micros: Int64): bigint | null {
  return toPrecision(BigInt(micros), 6, precision, scale);
}

/** How many of its last unit an interval is: whole ones, and of seconds the fraction too. */
export function intervalToDecimal(
  unit: number,
  precision: number,
  scale: number,
  length: Int64,
): bigint | null {
  if (unit === 1_000_000) return toPrecision(BigInt(length), 6, precision, scale);
  return toPrecision(BigInt(intervalToBigint(unit, length)), 0, precision, scale);
}
