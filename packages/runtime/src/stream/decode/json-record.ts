import {
  PinionError,
  valueFromJson,
  type ColumnEntry,
  type DataType,
  type Int64,
  type Value,
} from "@pinion/core";
import {
  compilePattern,
  isPatternError,
  parseDatePattern,
  parseTimestampPattern,
  parseTimestampText,
  type Zone,
} from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { DecodeFailure } from "./cursor.js";
import { numbersOf, parseLong } from "./json-numbers.js";
import { asInFiles } from "./json-text.js";
import type { DecodeRecord } from "./record-decoder.js";

type ReadJson = (json: unknown) => Value;

/** A decoder of objects in JSON: declared columns by name, others are passed over. */
export function jsonDecoder(columns: readonly ColumnEntry[], zone: Zone, timeZone: string): DecodeRecord {
  const reads = columns.map((column) => columnReader(column, zone, timeZone));
  return (bytes, out, from = 0, to = bytes.length) => {
    const object = parse(bytes.toString("utf8", from, to));
    columns.forEach(({ name, nullable }, i) => {
      const json: unknown = Object.hasOwn(object, name) ? object[name] : null;
      const read = json === null ? null : (reads[i]?.(json) ?? null);
      if (read === null && !nullable) throw new DecodeFailure(`\`${name}\` is NULL, which it never is`);
      out[i] = read;
    });
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = parseLong(text);
  } catch {
    throw new DecodeFailure("the record is no JSON");
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) {
    return json as Readonly<Record<string, unknown>>;
  }
  throw new DecodeFailure("the record is no JSON object");
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["epoch", 1_000_000],
  ["epoch_millis", 1_000],
  ["epoch_micros", 1],
]);

function columnReader({ name, type: text, format }: ColumnEntry, zone: Zone, timeZone: string): ReadJson {
  const type = typeNamed(text);
  const special = datetimeReader(name, type, format, zone);
  return (carried) => {
    const json = asInFiles(numbersOf(carried, type), type);
    if (json === null) return null;
    const value = special?.(json);
    if (value !== undefined && value !== null) return value;
    const read = valueFromJson(json, type, timeZone);
    if (read.ok) return read.value;
    throw new DecodeFailure(`\`${name}\`: ${read.message}`);
  };
}

/** How a datetime with a format is read; what it cannot read is left to its type's own text. */
function datetimeReader(
  name: string,
  type: DataType,
  format: string | undefined,
  zone: Zone,
): ReadJson | undefined {
  if (type.kind !== "timestamp" && type.kind !== "date") return undefined;
  const unit = UNITS.get(format ?? "");
  if (type.kind === "timestamp" && unit !== undefined) {
    return (json) => (typeof json === "number" || typeof json === "string" ? epoch(json, unit) : null);
  }
  if (format === undefined) {
    return (json) =>
      type.kind === "timestamp" && typeof json === "string" ? parseTimestampText(json, zone) : null;
  }
  const pattern = compilePattern(format);
  if (isPatternError(pattern)) {
    throw new PinionError("PN5504", `the format of column \`${name}\` is no datetime pattern`);
  }
  const parsed = type.kind === "timestamp" ? parseTimestampPattern : parseDatePattern;
  return (json) => (typeof json === "string" ? parsed(pattern, zone, json) : null);
}

function epoch(json: number | string, unit: number): Int64 | null {
  if (typeof json === "string" && !/^-?\d{1,19}(?:\.\d+)?$/.test(json)) return null;
  const count = Number(json);
  // A fraction goes to the nearest microsecond, halves away from zero.
  const micros = Math.sign(count) * Math.round(Math.abs(count) * unit) + 0;
  return Number.isSafeInteger(micros) ? micros : null;
}
