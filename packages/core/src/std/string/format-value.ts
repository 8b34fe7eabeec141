import {
  digitsOfDecimal,
  digitsOfDouble,
  keepDigits,
  parts,
  roundToFraction,
  type DecimalDigits,
} from "./decimal-digits.js";
import { grouped } from "./decimal-format.js";
import { justify, type FormatSpec } from "./format-spec.js";

/**
 * What the values of an argument are: text for `%s`; integers by their bits; DOUBLE and FLOAT; the
 * unscaled digits of a DECIMAL.
 */
export type FormatKind =
  | { readonly is: "text" | "boolean" | "double" | "other" }
  | { readonly is: "integer"; readonly bits: 8 | 16 | 32 | 64 }
  | { readonly is: "decimal"; readonly scale: number };

/** What is wrong with showing values of a kind by a conversion; undefined where nothing is. */
export function kindProblem({ conversion }: FormatSpec, kind: FormatKind): string | undefined {
  const shown = `%${conversion}`;
  switch (conversion) {
    case "b":
    case "s":
      return undefined;
    case "c":
      return kind.is === "integer" && kind.bits <= 32 ? undefined : `\`${shown}\` takes an INT`;
    case "d":
    case "o":
    case "x":
      return kind.is === "integer" ? undefined : `\`${shown}\` takes an integer`;
    case "e":
    case "f":
    case "g":
      return kind.is === "double" || kind.is === "decimal"
        ? undefined
        : `\`${shown}\` takes a DOUBLE or DECIMAL`;
  }
}

/** One value as a conversion shows it; NULL where it cannot. */
export function formatValue(
  spec: FormatSpec,
  kind: FormatKind,
  value: string | number | bigint | boolean | null,
): string | null {
  const text = shownValue(spec, kind, value);
  if (text === null) return null;
  const justified = justify(text, spec.width, spec.flags.includes("-"));
  return spec.upper ? justified.toUpperCase() : justified;
}

function shownValue(
  spec: FormatSpec,
  kind: FormatKind,
  value: string | number | bigint | boolean | null,
): string | null {
  const cut = (text: string): string => (spec.precision < 0 ? text : text.slice(0, spec.precision));
  if (spec.conversion === "b") return cut(String(typeof value === "boolean" ? value : value !== null));
  if (value === null || spec.conversion === "s") return cut(String(value));
  if (typeof value === "string" || typeof value === "boolean") return null;
  switch (spec.conversion) {
    case "c":
      return value >= 0 && value <= 0x10ffff ? String.fromCodePoint(Number(value)) : null;
    case "d": {
      const digits = (value < 0 ? -BigInt(value) : value).toString();
      return signed(spec, value < 0, spec.flags.includes(",") ? grouped(digits, 3) : digits);
    }
    case "o":
    case "x":
      return radix(spec, kind.is === "integer" ? kind.bits : 64, value);
    default:
      if (kind.is === "decimal") return decimal(spec, digitsOfDecimal(value, kind.scale));
      return Number.isFinite(value)
        ? decimal(spec, digitsOfDouble(Number(value)))
        : unbounded(spec, Number(value));
  }
}

function unbounded(spec: FormatSpec, value: number): string {
  return Number.isNaN(value)
    ? "NaN"
    : signed({ ...spec, flags: spec.flags.replace("0", "") }, value < 0, "Infinity");
}

/** The sign before a magnitude, zeros between them where the flags say so. */
function signed({ flags, width }: FormatSpec, negative: boolean, magnitude: string): string {
  const bracket = negative && flags.includes("(");
  const sign = negative ? (bracket ? "(" : "-") : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const room = flags.includes("0") ? width - sign.length - (bracket ? 1 : 0) : 0;
  return sign + magnitude.padStart(room, "0") + (bracket ? ")" : "");
}

function radix({ conversion, flags, width }: FormatSpec, bits: number, value: number | bigint): string {
  const digits = BigInt.asUintN(bits, BigInt(value)).toString(conversion === "x" ? 16 : 8);
  const prefix = flags.includes("#") ? (conversion === "x" ? "0x" : "0") : "";
  return prefix + (flags.includes("0") ? digits.padStart(width - prefix.length, "0") : digits);
}

function decimal(spec: FormatSpec, number: DecimalDigits): string {
  const precision = spec.precision < 0 ? 6 : spec.precision;
  if (spec.conversion === "f") return signed(spec, number.negative, positional(spec, number, precision));
  if (spec.conversion === "e") return signed(spec, number.negative, scientific(spec, number, precision));
  const digits = Math.max(precision, 1);
  const rounded = keepDigits(number, digits, "up");
  const exponent = rounded.digits === "" ? 0 : rounded.point - 1;
  return signed(
    spec,
    number.negative,
    exponent >= -4 && exponent < digits
      ? positional(spec, rounded, digits - exponent - 1)
      : scientific(spec, rounded, digits - 1),
  );
}

function positional({ flags }: FormatSpec, number: DecimalDigits, precision: number): string {
  const [whole, fraction] = parts(roundToFraction(number, precision, "up"), precision);
  const point = fraction !== "" || flags.includes("#") ? "." : "";
  return (flags.includes(",") ? grouped(whole, 3) : whole) + point + fraction;
}

function scientific({ flags }: FormatSpec, number: DecimalDigits, precision: number): string {
  const { digits, point } = keepDigits(number, precision + 1, "up");
  const exponent = digits === "" ? 0 : point - 1;
  const mantissa = digits.padEnd(precision + 1, "0");
  const mark = precision > 0 || flags.includes("#") ? "." : "";
  const power = Math.abs(exponent).toString().padStart(2, "0");
  return `${mantissa[0] ?? "0"}${mark}${mantissa.slice(1)}e${exponent < 0 ? "-" : "+"}${power}`;
}
