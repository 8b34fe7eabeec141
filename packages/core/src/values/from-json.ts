import { parseDateText, parseTimestampText } from "../std/datetime/text.js";
import { parseTimeOfDay } from "../std/datetime/time-of-day.js";
import { zoneOf } from "../std/datetime/zone.js";
import { parseCalendarInterval } from "../std/interval/parse-calendar.js";
import { parseDayTimeInterval, parseYearMonthInterval } from "../std/interval/parse-ansi.js";
import { isBase64, unbase64Strictly } from "../std/string/base64.js";
import { showType, type DataType, type DecimalType, type MapType, type StructType } from "../types/index.js";
import { fitsPrecision, parseDecimal, pow10 } from "./decimal.js";
import { toInt64 } from "./int64.js";
import { valueToJson } from "./json.js";
import type { Value } from "./value.js";

export type FromJson =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

/**
 * The value of a type that parsed JSON stands for, without any conversion: a fraction is no integer, a text no
 * number. 64-bit integers may be numbers while safe, bigints, or digits in a text; decimals texts, bigints, or numbers of up to
 * 15 significant digits; what `valueToJson` writes as text is read from text, timestamps in `timeZone` where they name none; a MAP with texts
 * for keys may be an object, and a STRUCT may leave fields out, which are NULL then.
 */
export function valueFromJson(json: unknown, type: DataType, timeZone = "UTC"): FromJson {
  if (json === null) return right(null);
  switch (type.kind) {
    case "void":
      return wrong(json, type);
    case "boolean":
      return typeof json === "boolean" ? right(json) : wrong(json, type);
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return integer(json, type);
    case "float":
    case "double":
      return fractional(json, type);
    case "decimal":
      return fixed(json, type);
    case "string":
      return typeof json === "string" ? text(json, type) : wrong(json, type);
    case "binary":
      return typeof json === "string" ? bytes(json, type) : wrong(json, type);
    case "date":
    case "timestamp":
    case "time":
    case "yearMonthInterval":
    case "dayTimeInterval":
    case "calendarInterval": {
      const value = typeof json === "string" ? readText(json, type, timeZone) : null;
      return value === null ? wrong(json, type) : right(value);
    }
    case "array":
      if (!Array.isArray(json)) return wrong(json, type);
      return parts(json.length, (i) =>
        within(`element ${i}`, valueFromJson(json[i], type.element, timeZone)),
      );
    case "map":
      return entries(json, type, timeZone);
    case "struct":
      return fields(json, type, timeZone);
  }
}

const LONE_SURROGATES = /[\ud800-\udfff]/u;
const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

const right = (value: Value): FromJson => ({ ok: true, value });

function wrong(json: unknown, type: DataType, why = ""): FromJson {
  return { ok: false, message: `expected ${showType(type)}, found ${describe(json)}${why}` };
}

function describe(json: unknown): string {
  if (Array.isArray(json)) return "a list";
  if (typeof json === "string") {
    return JSON.stringify(json.length > 40 ? `${json.slice(0, 40)}…` : json);
  }
  return typeof json === "object" ? "an object" : String(json);
}

const within = (place: string, read: FromJson): FromJson =>
  read.ok ? read : { ok: false, message: `${place}: ${read.message}` };

function integer(json: unknown, type: DataType): FromJson {
  const unsafe = typeof json === "number" && Number.isInteger(json) && !Number.isSafeInteger(json);
  if (unsafe) return wrong(json, type, ", whose last digits may be lost: beyond 2^53 write it as text");
  const isWhole =
    Number.isSafeInteger(json) ||
    typeof json === "bigint" ||
    (type.kind === "bigint" && typeof json === "string" && /^-?\d{1,19}$/.test(json));
  if (!isWhole) return wrong(json, type);
  const exact = BigInt(json as number | bigint | string);
  if (BigInt.asIntN(BITS[type.kind] ?? 64, exact) !== exact)
    return wrong(json, type, ", which is out of range");
  return right(toInt64(exact));
}

function fractional(json: unknown, type: DataType): FromJson {
  if (json === "NaN" || json === "Infinity" || json === "-Infinity") return right(Number(json));
  const number = typeof json === "bigint" ? Number(json) : json;
  if (typeof number !== "number" || !Number.isFinite(number)) return wrong(json, type);
  const value = type.kind === "float" ? Math.fround(number) : number;
  return Number.isFinite(value) ? right(value) : wrong(json, type, ", which is out of range");
}

function fixed(json: unknown, type: DecimalType): FromJson {
  const text =
    typeof json === "string"
      ? json
      : typeof json === "number" || typeof json === "bigint"
        ? String(json)
        : "";
  // What no DECIMAL can hold is not worth reading.
  const parsed = text.length > 100 ? undefined : parseDecimal(text);
  if (parsed === undefined || Math.abs(parsed.scale) > 100) return wrong(json, type);
  const excess = pow10(Math.max(0, parsed.scale - type.scale));
  if (parsed.unscaled % excess !== 0n) {
    return wrong(json, type, `, which has more than ${type.scale} digits behind the point`);
  }
  const unscaled = (parsed.unscaled / excess) * pow10(Math.max(0, type.scale - parsed.scale));
  if (!fitsPrecision(unscaled, type.precision)) return wrong(json, type, ", which is out of range");
  return typeof json === "number" && significantDigits(text) > EXACT_DIGITS
    ? wrong(
        json,
        type,
        `, whose last digits may be lost: with more than ${EXACT_DIGITS} digits write it as text`,
      )
    : right(unscaled);
}

/** Any decimal number of as many digits comes back from a double as it was. */
const EXACT_DIGITS = 15;

/** Of the text of a finite number. */
const significantDigits = (text: string): number =>
  text.replace(/e.*$/u, "").replaceAll(/[-.]/gu, "").replace(/^0+/u, "").replace(/0+$/u, "").length;

const text = (json: string, type: DataType): FromJson =>
  LONE_SURROGATES.test(json)
    ? wrong(json, type, ", which has half of a surrogate pair: no character")
    : right(json);

function bytes(text: string, type: DataType): FromJson {
  const decoded = isBase64(text) ? unbase64Strictly(text) : null;
  return decoded === null ? wrong(text, type, ", which is not Base64") : right(decoded);
}

function readText(text: string, type: DataType, timeZone: string): Value {
  switch (type.kind) {
    case "date":
      return parseDateText(text);
    case "timestamp":
      return parseTimestampText(text, zoneOf(timeZone));
    case "time":
      return parseTimeOfDay(text);
    case "yearMonthInterval":
      return parseYearMonthInterval("year", "month", text);
    case "dayTimeInterval":
      return parseDayTimeInterval("day", "second", text);
    default:
      return parseCalendarInterval(text);
  }
}

function parts(count: number, read: (index: number) => FromJson): FromJson {
  const values: Value[] = [];
  for (let i = 0; i < count; i++) {
    const part = read(i);
    if (!part.ok) return part;
    values.push(part.value);
  }
  return right(values);
}

/** Pairs, or an object where the keys are texts. */
function entries(json: unknown, type: MapType, timeZone: string): FromJson {
  const pairs: unknown = type.key.kind === "string" && isObject(json) ? Object.entries(json) : json;
  if (!Array.isArray(pairs)) return wrong(json, type);
  const keys = new Set<string>();
  return parts(pairs.length, (i) => {
    const pair: unknown = pairs[i];
    if (!Array.isArray(pair) || pair.length !== 2) return within(`entry ${i}`, wrong(pair, type));
    const key = within(`key ${i}`, valueFromJson(pair[0], type.key, timeZone));
    const value = within(`value ${i}`, valueFromJson(pair[1], type.value, timeZone));
    if (!key.ok) return key;
    if (!value.ok) return value;
    if (key.value === null) return { ok: false, message: `key ${i} is null` };
    const text = valueToJson(key.value, type.key, timeZone);
    if (keys.has(text)) return { ok: false, message: `key ${i} stands there twice` };
    keys.add(text);
    return right([key.value, value.value]);
  });
}

function fields(json: unknown, type: StructType, timeZone: string): FromJson {
  if (!isObject(json)) return wrong(json, type);
  const unknown = Object.keys(json).find((name) => !type.fields.some((field) => field.name === name));
  if (unknown !== undefined) return { ok: false, message: `there is no field ${JSON.stringify(unknown)}` };
  return parts(type.fields.length, (i) => {
    const { name, type: fieldType } = type.fields[i] ?? { name: "", type };
    const part = Object.hasOwn(json, name) ? json[name] : null;
    return within(`field ${JSON.stringify(name)}`, valueFromJson(part, fieldType, timeZone));
  });
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);
