import { int64At, type PackedRow } from "../../stores/row/index.js";
import { MOST_DIGITS, writeDigits } from "./digits.js";
import type { JsonBytes } from "./json-bytes.js";

/** Whole numbers of a stored row. */
export interface IntegerRun {
  /** Whether they are of 64 bits; of 32 otherwise. */
  readonly wide: boolean;
  /** Where each stands, from the row's start on. */
  readonly at: Int32Array;
}

const COMMA = 44;
const MINUS = 45;
/** Of one number: a comma, a sign and its digits. */
const MOST_BYTES = MOST_DIGITS + 2;

/** Writes numbers separated by commas, with one before the first where there is `more`. */
export function appendIntegers(
  out: JsonBytes,
  { wide, at }: IntegerRun,
  { bytes, view, start }: PackedRow,
  more: boolean,
): void {
  const base = bytes.byteOffset + start;
  let to = out.room(at.length * MOST_BYTES);
  const target = out.target();
  for (let i = 0; i < at.length; i++) {
    if (more || i > 0) target.setUint8(to++, COMMA);
    const place = base + (at[i] ?? 0);
    const value = wide ? int64At(view, place) : view.getInt32(place, true);
    if (typeof value === "bigint") {
      const text = String(value);
      for (let c = 0; c < text.length; c++) target.setUint8(to++, text.charCodeAt(c));
    } else if (value < 0) {
      target.setUint8(to++, MINUS);
      to = writeDigits(target, to, -value);
    } else {
      to = writeDigits(target, to, value);
    }
  }
  out.until(to);
}
