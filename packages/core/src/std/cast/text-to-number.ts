import { parseDecimal } from "../../values/decimal.js";
import type { Int64 } from "../../values/value.js";
import { BINARY32, BINARY64, hexFloat, type BinaryFormat } from "./hex-float.js";
import { compareExactly, roundOnce } from "./round-once.js";
import { trimControls, trimJava } from "./text.js";

const INTEGER = /^([+-]?)(\d*)(?:\.\d*)?$/;

/** An integer with an optional sign; digits after a point are checked and dropped. */
export function stringToBigint(text: string): Int64 | null {
  const trimmed = trimControls(text);
  const match = INTEGER.exec(trimmed);
  if (match === null) return null;
  const [, sign = "", digits = ""] = match;
  // Neither an empty text nor a lone sign is a number; Spark does read a lone point as 0.
  if (trimmed.length === sign.length) return null;
  if (digits.length <= 15) {
    const size = Number(digits);
    return sign === "-" ? 0 - size : size;
  }
  const significant = digits.replace(/^0+/, "");
  if (significant.length > 19) return null;
  const value = BigInt(`${sign === "-" ? "-" : ""}${significant || "0"}`);
  if (value !== BigInt.asIntN(64, value)) return null;
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

export function stringToInt(text: string): number | null {
  const value = stringToBigint(text);
  return typeof value === "number" && value === (value | 0) ? value : null;
}

export function stringToSmallint(text: string): number | null {
  const value = stringToBigint(text);
  return typeof value === "number" && value === (value << 16) >> 16 ? value : null;
}

export function stringToTinyint(text: string): number | null {
  const value = stringToBigint(text);
  return typeof value === "number" && value === (value << 24) >> 24 ? value : null;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const SPECIAL = /^([+-]?)(?:inf|infinity)$/i;
const NAN = /^(?:[+-]?NaN|[nN][aA][nN])$/;

/**
 * A number as Java reads it, a suffix F or D and hexadecimal digits with a binary exponent included, or `inf`,
 * `infinity` and `nan` in any case.
 */
export function stringToDouble(text: string): number | null {
  const trimmed = trimJava(text);
  return NUMBER.test(trimmed) ? Number(withoutSuffix(trimmed)) : otherNumber(trimmed, BINARY64);
}

/** The same rounded once, to 32 bits. */
export function stringToFloat(text: string): number | null {
  const trimmed = trimJava(text);
  if (!NUMBER.test(trimmed)) return otherNumber(trimmed, BINARY32);
  const digits = withoutSuffix(trimmed);
  const double = Number(digits);
  return roundOnce(double, () => sideOf(digits, double));
}

function otherNumber(trimmed: string, format: BinaryFormat): number | null {
  const infinite = SPECIAL.exec(trimmed);
  if (infinite !== null) return infinite[1] === "-" ? -Infinity : Infinity;
  return NAN.test(trimmed) ? NaN : (hexFloat(trimmed, format) ?? null);
}

/** Below zero where the number of the text is below `double`, above where it is above. */
function sideOf(text: string, double: number): number {
  const number = parseDecimal(text);
  return number === undefined ? 0 : compareExactly(number.unscaled, number.scale, double);
}

const withoutSuffix = (text: string): string => (/[fFdD]$/.test(text) ? text.slice(0, -1) : text);
