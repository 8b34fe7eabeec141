import {
  parseDecimal,
  toInt64,
  type DataType,
  type DecimalType,
  type MapType,
  type StructType,
  type Value,
} from "@pinion/core";
import { parseDateText, parseTimestampText, unbase64Strictly, type Zone } from "@pinion/core/std";

/** A part of JSON that is not of its type. */
const MISFIT = Symbol("misfit");

/** A number as it was written: `JSON.parse` would round one of many digits. */
interface Digits {
  readonly digits: string;
}

/**
 * Reads values of a nested type from JSON, without loss: a fraction is no integer, a text no number. Members that the type
 * does not have are left out, those that are not there are NULL; bytes are Base64, a map is an object or a list of pairs.
 * NULL where any part does not fit.
 */
export function jsonReader(type: DataType, zone: Zone): (text: Value) => Value {
  return (text) => {
    if (typeof text !== "string") return null;
    let parsed: unknown;
    try {
      // First as it is: only over JSON does the marking take time linear in the text.
      JSON.parse(text);
      parsed = JSON.parse(marked(text));
    } catch {
      return null;
    }
    const value = read(parsed, type, zone);
    return value === MISFIT ? null : value;
  };
}

/** Texts get an `s` before them, numbers become texts after an `n`; what was no JSON before is none afterwards. */
const marked = (text: string): string =>
  text.replace(
    /"([^"\\]*(?:\\.[^"\\]*)*)"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/gu,
    (_, string?: string, number?: string) => (number === undefined ? `"s${string ?? ""}"` : `"n${number}"`),
  );

const digitsOf = (json: unknown): Digits | undefined =>
  typeof json === "string" && json.startsWith("n") ? { digits: json.slice(1) } : undefined;
const textOf = (json: unknown): string | undefined =>
  typeof json === "string" && json.startsWith("s") ? json.slice(1) : undefined;

function read(json: unknown, type: DataType, zone: Zone): Value | typeof MISFIT {
  if (json === null) return null;
  const text = textOf(json);
  switch (type.kind) {
    case "boolean":
      return typeof json === "boolean" ? json : MISFIT;
    case "tinyint":
      return integer(json, 8);
    case "smallint":
      return integer(json, 16);
    case "int":
      return integer(json, 32);
    case "bigint":
      return integer(json, 64);
    case "float":
    case "double":
      return fraction(json, type.kind);
    case "decimal":
      return exactDecimal(digitsOf(json)?.digits ?? text ?? "", type) ?? MISFIT;
    case "string":
      return text ?? MISFIT;
    case "binary":
      return text === undefined ? MISFIT : (unbase64Strictly(text) ?? MISFIT);
    case "date":
      return text === undefined ? MISFIT : (parseDateText(text) ?? MISFIT);
    case "timestamp":
      return text === undefined ? MISFIT : (parseTimestampText(text, zone) ?? MISFIT);
    case "array":
      return Array.isArray(json) ? all(json, (part) => read(part, type.element, zone)) : MISFIT;
    case "map":
      return map(json, type, zone);
    case "struct":
      return struct(json, type, zone);
    default:
      return MISFIT;
  }
}

function all(
  parts: readonly unknown[],
  each: (part: unknown) => Value | typeof MISFIT,
): Value | typeof MISFIT {
  const values: Value[] = [];
  for (const part of parts) {
    const value = each(part);
    if (value === MISFIT) return MISFIT;
    values.push(value);
  }
  return values;
}

function integer(json: unknown, bits: number): Value | typeof MISFIT {
  const written = digitsOf(json)?.digits;
  // What is no plain whole number is one by its nearest double, so that an exponent or zeros behind the point change nothing.
  const digits = written !== undefined && /[.eE]/u.test(written) ? String(Number(written)) : written;
  const whole = /^(-?\d{1,19})(?:\.0+)?$/u.exec(digits ?? (bits === 64 ? textOf(json) : undefined) ?? "");
  if (whole === null) return MISFIT;
  const exact = BigInt(whole[1] ?? "0");
  return BigInt.asIntN(bits, exact) === exact ? toInt64(exact) : MISFIT;
}

function fraction(json: unknown, kind: "float" | "double"): Value | typeof MISFIT {
  const text = textOf(json);
  if (text === "NaN" || text === "Infinity" || text === "-Infinity") return Number(text);
  const digits = digitsOf(json);
  if (digits === undefined) return MISFIT;
  // A whole number has no sign of its zero.
  if (digits.digits === "-0") return 0;
  const value = kind === "float" ? Math.fround(Number(digits.digits)) : Number(digits.digits);
  return Number.isFinite(value) ? value : MISFIT;
}

/** The unscaled digits of a text that is a number; undefined where the type does not hold it exactly. */
export function exactDecimal(text: string, { precision, scale }: DecimalType): bigint | undefined {
  const parsed = text.length > 100 ? undefined : parseDecimal(text);
  if (parsed === undefined || Math.abs(parsed.scale) > 100) return undefined;
  const shift = parsed.scale - scale;
  const power = 10n ** BigInt(Math.abs(shift));
  if (shift > 0 && parsed.unscaled % power !== 0n) return undefined;
  const unscaled = shift > 0 ? parsed.unscaled / power : parsed.unscaled * power;
  const limit = 10n ** BigInt(precision);
  return unscaled < limit && unscaled > -limit ? unscaled : undefined;
}

function map(json: unknown, { key, value }: MapType, zone: Zone): Value | typeof MISFIT {
  if (typeof json !== "object" || json === null) return MISFIT;
  const pairs: readonly unknown[] = Array.isArray(json) ? json : Object.entries(json);
  const found = new Map<Value, Value>();
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) return MISFIT;
    const k = read(pair[0], key, zone);
    const v = read(pair[1], value, zone);
    if (k === MISFIT || v === MISFIT || k === null) return MISFIT;
    found.set(k, v);
  }
  return [...found].map(([k, v]) => [k, v]);
}

function struct(json: unknown, { fields }: StructType, zone: Zone): Value | typeof MISFIT {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return MISFIT;
  const members = new Map<string, unknown>(Object.entries(json));
  return all(fields, (field) => {
    const { name, type } = field as StructType["fields"][number];
    return read(members.get(`s${name}`) ?? null, type, zone);
  });
}
