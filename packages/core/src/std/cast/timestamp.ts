import { pow10 } from "../../values/decimal.js";
import { INT64_MAX, INT64_MIN, toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";
import { doubleToBigint } from "./integral.js";

/** Timestamps as seconds since the epoch, and back. */

const MICROS = 1_000_000;
const MAX_SECONDS = 9_007_199_254;

/** Whole seconds, rounded down. */
export function timestampToBigint(micros: Int64): number {
  if (typeof micros === "number") return Math.floor(micros / MICROS);
  const seconds = micros / 1_000_000n;
  return Number(seconds * 1_000_000n > micros ? seconds - 1n : seconds);
}

/** NULL where INT does not hold the seconds. */
export function timestampToInt(micros: Int64): number | null {
  const seconds = timestampToBigint(micros);
  return seconds === (seconds | 0) ? seconds : null;
}

export function timestampToSmallint(micros: Int64): number | null {
  const seconds = timestampToBigint(micros);
  return seconds === (seconds << 16) >> 16 ? seconds : null;
}

export function timestampToTinyint(micros: Int64): number | null {
  const seconds = timestampToBigint(micros);
  return seconds === (seconds << 24) >> 24 ? seconds : null;
}

export function timestampToDouble(micros: Int64): number {
  return Number(micros) / MICROS;
}

/** Seconds beyond the range of TIMESTAMP give its ends. */
export function bigintToTimestamp(seconds: Int64): Int64 {
  if (typeof seconds === "number" && seconds <= MAX_SECONDS && seconds >= -MAX_SECONDS) {
    return seconds * MICROS;
  }
  const micros = BigInt(seconds) * 1_000_000n;
  if (micros > INT64_MAX) return INT64_MAX;
  return micros < INT64_MIN ? INT64_MIN : toInt64(micros);
}

/** NaN and the infinities are no instants. */
export function doubleToTimestamp(seconds: number): Int64 | null {
  return Number.isFinite(seconds) ? doubleToBigint(seconds * MICROS) : null;
}

export function decimalToTimestamp(scale: number, seconds: bigint): Int64 {
  return toInt64((seconds * 1_000_000n) / pow10(scale));
}

export function timestampToFloat(micros: Int64): number {
  return Math.fround(timestampToDouble(micros));
}
