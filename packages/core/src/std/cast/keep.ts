import type { Value } from "../../values/value.js";

/** Of types that hold their values in the same way, as INT and BIGINT do. */
export function keepValue(value: Value): Value {
  return value;
}

export function booleanToInt(x: boolean): number {
  return x ? 1 : 0;
}
