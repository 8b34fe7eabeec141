import { fitsPrecision, rescale } from "../../values/decimal.js";

export { parseTimeOfDay, showTimeOfDay, truncateTime } from "../datetime/time-of-day.js";

/** Whole seconds since midnight; null where the integers of so many bits do not hold them. */
export function timeToInteger(bits: number, micros: number): number | null {
  const seconds = Math.floor(micros / 1_000_000);
  return seconds < 2 ** (bits - 1) ? seconds : null;
}

/** Seconds since midnight with their fraction; null where the DECIMAL does not hold them. */
export function timeToDecimal(precision: number, scale: number, micros: number): bigint | null {
  const seconds = rescale(BigInt(micros), 6, scale);
  return fitsPrecision(seconds, precision) ? seconds : null;
}
