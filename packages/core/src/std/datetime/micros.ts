import { INT64_MAX, INT64_MIN, isSafe, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/*
 * Microseconds since the epoch against whole seconds and the microseconds beyond them. Seconds of every
 * TIMESTAMP are a safe number, so that only the years outside 1684 to 2255 ever meet a bigint.
 */

const MICROS_PER_SECOND = 1_000_000;
export const SECONDS_PER_DAY = 86_400;
export const MICROS_PER_DAY = 86_400_000_000;

/** Whole seconds since the epoch, rounded down. */
export function secondsOf(micros: Int64): number {
  if (typeof micros === "number") return Math.floor(micros / MICROS_PER_SECOND);
  const seconds = micros / 1_000_000n;
  return Number(micros < 0n && seconds * 1_000_000n !== micros ? seconds - 1n : seconds);
}

/** The microseconds beyond {@link secondsOf}: 0 to 999999. */
export function microOfSecond(micros: Int64): number {
  if (typeof micros === "number") {
    return micros - Math.floor(micros / MICROS_PER_SECOND) * MICROS_PER_SECOND;
  }
  const rest = Number(micros % 1_000_000n);
  return rest < 0 ? rest + MICROS_PER_SECOND : rest;
}

/** The TIMESTAMP of seconds and microseconds (any integers); null beyond 64 bits. */
export function microsOf(seconds: number, micros: number): Int64 | null {
  const sum = seconds * MICROS_PER_SECOND + micros;
  return isSafe(sum) ? sum + 0 : checked(BigInt(seconds) * 1_000_000n + BigInt(micros));
}

/** A sum of microseconds; null beyond 64 bits. */
export function plusMicros(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (isSafe(sum)) return sum;
  }
  return checked(BigInt(a) + BigInt(b));
}

/** A product of microseconds; null beyond 64 bits. */
export function timesMicros(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (isSafe(product)) return product + 0;
  }
  return checked(BigInt(a) * BigInt(b));
}

/** An exact integer as an Int64; null beyond 64 bits. */
export function checked(exact: bigint): Int64 | null {
  return exact < INT64_MIN || exact > INT64_MAX ? null : toInt64(exact);
}
