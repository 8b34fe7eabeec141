import { showDecimalJava } from "../../values/decimal.js";
import { showDouble, showFloat } from "../../values/double-text.js";
import type { Int64 } from "../../values/value.js";

export function integerToString(x: Int64): string {
  return String(x);
}

export function booleanToString(x: boolean): string {
  return x ? "true" : "false";
}

export function doubleToString(x: number): string {
  return showDouble(x);
}

export function floatToString(x: number): string {
  return showFloat(x);
}

export function decimalToString(scale: number, x: bigint): string {
  return showDecimalJava(x, scale);
}
