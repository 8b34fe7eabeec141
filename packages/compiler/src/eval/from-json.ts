import {
  type DataType,
  fitsPrecision,
  isIntegral,
  parseDecimal,
  STRING,
  toInt64,
  type Value,
  build,
} from "@pinion/core";
import { castTo, constantOf } from "@pinion/core/functions";
import { isList, isNumber, isObject, type Json } from "./wire.js";

/** The value of a type that JSON stands for; undefined where it stands for none. Numbers must fit exactly. */
export function fromJson(json: Json, type: DataType, timeZone: string): Value | undefined {
  if (json === null) return null;
  if (isIntegral(type)) return integer(json, type);
  switch (type.kind) {
    case "boolean":
      return typeof json === "boolean" ? json : undefined;
    case "float":
      return real(json, Math.fround);
    case "double":
      return real(json, (x) => x);
    case "decimal":
      return isNumber(json) || typeof json === "string"
        ? exact(typeof json === "string" ? json : json.digits, type.precision, type.scale)
        : undefined;
    case "string":
      return typeof json === "string" ? json.replace(LONE_SURROGATE, "\uFFFD") : undefined;
    case "binary":
      return typeof json === "string" ? bytes(json) : undefined;
    case "date":
    case "timestamp":
    case "yearMonthInterval":
    case "dayTimeInterval":
    case "calendarInterval":
      return typeof json === "string" ? read(json, type, timeZone) : undefined;
    case "array":
      return isList(json) ? all(json.map((one) => fromJson(one, type.element, timeZone))) : undefined;
    case "map":
      return entries(json, type, timeZone);
    case "struct":
      return fields(json, type, timeZone);
    default:
      return undefined;
  }
}

const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

function integer(json: Json, type: DataType): Value | undefined {
  if (!isNumber(json)) return undefined;
  const unscaled = exact(json.digits, 38, 0);
  const bits = BITS[type.kind] ?? 64;
  return unscaled !== undefined && BigInt.asIntN(bits, unscaled) === unscaled ? toInt64(unscaled) : undefined;
}

function exact(digits: string, precision: number, scale: number): bigint | undefined {
  if (digits.length > 100) return undefined;
  const parsed = parseDecimal(digits);
  if (parsed === undefined) return undefined;
  const shift = scale - parsed.scale;
  if (Math.abs(shift) > 100) return parsed.unscaled === 0n ? 0n : undefined;
  const factor = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && parsed.unscaled % factor !== 0n) return undefined;
  const unscaled = shift < 0 ? parsed.unscaled / factor : parsed.unscaled * factor;
  return fitsPrecision(unscaled, precision) ? unscaled : undefined;
}

function real(json: Json, round: (x: number) => number): number | undefined {
  if (json === "NaN" || json === "Infinity" || json === "-Infinity") return Number(json);
  if (!isNumber(json)) return undefined;
  const value = round(Number(json.digits));
  return Number.isFinite(value) ? value : undefined;
}

function bytes(text: string): Uint8Array | undefined {
  const decoded = Buffer.from(text, "base64");
  return decoded.toString("base64") === text ? new Uint8Array(decoded) : undefined;
}

/** Of a type that is written as text: what CAST makes of it. */
function read(text: string, type: DataType, timeZone: string): Value | undefined {
  const nowhere = { start: 0, end: 0 };
  const cast = castTo(build.literal(text, STRING, nowhere), type, { timeZone }, { implicit: true });
  return (cast && constantOf(cast)) ?? undefined;
}

function all(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** Pairs, or an object where the keys are texts. */
function entries(
  json: Json,
  type: Extract<DataType, { kind: "map" }>,
  timeZone: string,
): readonly Value[] | undefined {
  const pairs = isObject(json) && type.key.kind === "string" ? [...json] : isList(json) ? json : undefined;
  if (pairs === undefined) return undefined;
  const seen = new Set<string>();
  const made = pairs.map((pair): Value | undefined => {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const [jsonKey = null, jsonValue = null] = pair as readonly Json[];
    const key = fromJson(jsonKey, type.key, timeZone);
    const value = fromJson(jsonValue, type.value, timeZone);
    if (key === undefined || key === null || value === undefined) return undefined;
    const known = seen.size;
    seen.add(JSON.stringify(key, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part)));
    return seen.size > known ? [key, value] : undefined;
  });
  return all(made);
}

/** An object by the fields' names, or a list in their order; what an object leaves out is NULL. */
function fields(
  json: Json,
  type: Extract<DataType, { kind: "struct" }>,
  timeZone: string,
): readonly Value[] | undefined {
  if (isList(json)) {
    if (json.length !== type.fields.length) return undefined;
    return all(type.fields.map((field, i) => fromJson(json[i] ?? null, field.type, timeZone)));
  }
  if (!isObject(json)) return undefined;
  const names = new Set(type.fields.map((field) => field.name));
  if ([...json.keys()].some((name) => !names.has(name))) return undefined;
  return all(type.fields.map((field) => fromJson(json.get(field.name) ?? null, field.type, timeZone)));
}
