import { floorDivBigint } from "./floor.js";
import { checked, secondsOf, timesMicros } from "./micros.js";
import type { Int64 } from "../../values/value.js";
import { toInt64 } from "../../values/int64.js";

/** Timestamps as counts since the epoch, and back. */

export const unixSeconds = (micros: Int64): number => secondsOf(micros);

export function unixMillis(micros: Int64): Int64 {
  return typeof micros === "number" ? Math.floor(micros / 1000) : toInt64(floorDivBigint(micros, 1000n));
}

export const unixMicros = (micros: Int64): Int64 => micros;

/** The date so many days after 1970-01-01. */
export const dateOfUnixDays = (days: number): number => days;

export const unixDaysOfDate = (days: number): number => days;

export const timestampOfSeconds = (seconds: Int64): Int64 | null => timesMicros(seconds, 1_000_000);

export const timestampOfMillis = (millis: Int64): Int64 | null => timesMicros(millis, 1000);

export const timestampOfMicros = (micros: Int64): Int64 => micros;

/** Microseconds are cut off; null of NaN and the infinities, and the ends of the range beyond it. */
export function timestampOfDouble(seconds: number): Int64 | null {
  const micros = Math.trunc(seconds * 1_000_000);
  if (!Number.isFinite(seconds)) return null;
  if (micros >= 2 ** 63) return 2n ** 63n - 1n;
  return micros <= -(2 ** 63) ? -(2n ** 63n) : toInt64(BigInt(micros));
}

/** Null where the fraction is finer than microseconds, or beyond 64 bits. */
export function timestampOfDecimal(scale: number, seconds: bigint): Int64 | null {
  const exact = seconds * 1_000_000n;
  const unit = 10n ** BigInt(scale);
  return exact % unit === 0n ? checked(exact / unit) : null;
}
