import {
  BIGINT,
  build,
  type DataType,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  MAX_PRECISION,
  SMALLINT,
  TINYINT,
  toInt64,
  type Value,
} from "@pinion/core";
import type { NumberLiteral } from "../parse/expr.js";
import type { Checked, Checking } from "./checking.js";

/** A number with its sign, which belongs to it: `-128Y` is a TINYINT. */
export function checkNumber(c: Checking, expr: NumberLiteral, sign: "" | "-"): Checked {
  const text = sign + expr.text;
  const { suffix, span } = expr;
  const made = suffix === null ? plain(text) : suffixed(text, suffix);
  if (made !== undefined) return build.literal(made.value, made.type, span);
  return c.report({
    code: "PN2401",
    message: `\`${shortened(text)}${suffix ?? ""}\` is out of the range of ${rangeOf(text, suffix)}`,
    label: "out of range",
    span,
  });
}

interface Made {
  readonly value: Value;
  readonly type: DataType;
}

/** INT where it fits, then BIGINT, then DECIMAL; DECIMAL with a point; DOUBLE with an exponent. */
function plain(text: string): Made | undefined {
  if (/[eE]/.test(text)) return double(text);
  if (text.includes(".")) return exact(text);
  return whole(text, INT, 32) ?? whole(text, BIGINT, 64) ?? exact(text);
}

function suffixed(text: string, suffix: NonNullable<NumberLiteral["suffix"]>): Made | undefined {
  switch (suffix) {
    case "Y":
      return whole(text, TINYINT, 8);
    case "S":
      return whole(text, SMALLINT, 16);
    case "L":
      return whole(text, BIGINT, 64);
    case "F": {
      const value = Math.fround(Number(text));
      return Number.isFinite(value) ? { value, type: FLOAT } : undefined;
    }
    case "D":
      return double(text);
    case "BD":
      return exact(text);
  }
}

/** More digits than any integral type has: not worth reading. */
const MANY_DIGITS = 400;

function whole(text: string, type: DataType, bits: number): Made | undefined {
  if (text.length > MANY_DIGITS) return undefined;
  const value = BigInt(text.replace("-", "")) * (text.startsWith("-") ? -1n : 1n);
  return BigInt.asIntN(bits, value) === value ? { value: toInt64(value), type } : undefined;
}

function double(text: string): Made | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { value, type: DOUBLE } : undefined;
}

/** As many digits and decimals as were written, `1.50` being DECIMAL(3,2); an exponent moves the point. */
function exact(text: string): Made | undefined {
  const [, sign = "", integral = "", fraction = "", exponent = "0"] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (integral + fraction).replace(/^0+(?=\d)/, "");
  const scale = fraction.length - Number(exponent);
  const zeros = Math.max(0, -scale);
  const precision = Math.max(digits.length + zeros, scale);
  if (precision > MAX_PRECISION) return undefined;
  const unscaled = BigInt(digits + "0".repeat(zeros));
  return {
    value: sign === "-" ? -unscaled : unscaled,
    type: decimal(precision, Math.max(0, scale)),
  };
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

function rangeOf(text: string, suffix: NumberLiteral["suffix"]): string {
  switch (suffix) {
    case "Y":
      return "tinyint (-128 to 127)";
    case "S":
      return "smallint (-32768 to 32767)";
    case "L":
      return "bigint (-9223372036854775808 to 9223372036854775807)";
    case "F":
      return "float";
    case "D":
      return "double";
    case "BD":
      return "decimal (38 digits)";
    case null:
      return /[eE]/.test(text) ? "double" : "decimal (38 digits)";
  }
}
