import type { Int64 } from "../../values/value.js";
import { timestampOfDecimal, timestampOfDouble, timestampOfMillis, timestampOfSeconds } from "./epoch.js";
import { MICROS_PER_DAY } from "./time-of-day.js";

/** Times of day as counts since midnight, and back. Null of a count that is not within a day. */

const within = (micros: Int64 | null): number | null =>
  micros !== null && micros >= 0 && micros < MICROS_PER_DAY ? Number(micros) : null;

export const timeOfSeconds = (seconds: Int64): number | null => within(timestampOfSeconds(seconds));
export const timeOfMillis = (millis: Int64): number | null => within(timestampOfMillis(millis));
export const timeOfMicros = (micros: Int64): number | null => within(micros);

/** Microseconds are cut off. */
export const timeOfDouble = (seconds: number): number | null => within(timestampOfDouble(seconds));

/** Null where the fraction is finer than microseconds. */
export const timeOfDecimal = (scale: number, seconds: bigint): number | null =>
  within(timestampOfDecimal(scale, seconds));

/** In millionths, as a DECIMAL(14,6) is held. */
export const secondsOfTime = (micros: number): bigint => BigInt(micros);
export const millisOfTime = (micros: number): number => Math.floor(micros / 1000);
export const microsOfTime = (micros: number): number => micros;
