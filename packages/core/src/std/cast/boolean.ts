import type { Int64 } from "../../values/value.js";
import { trimControls } from "./text.js";

const TRUE = new Set(["t", "true", "y", "yes", "1"]);
const FALSE = new Set(["f", "false", "n", "no", "0"]);

/** `t`, `true`, `y`, `yes`, `1` and their opposites, in any case. */
export function stringToBoolean(text: string): boolean | null {
  const trimmed = trimControls(text);
  if (trimmed.length > 5) return null;
  const word = trimmed.toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}

/** A date is no truth value in Spark: always NULL. */
export function dateToBoolean(_days: number): null {
  return null;
}

/** Of any number but a DECIMAL: NaN is not zero. */
export function isNotZero(x: Int64): boolean {
  return x !== 0;
}

export function isDecimalNotZero(x: bigint): boolean {
  return x !== 0n;
}
