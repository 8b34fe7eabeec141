import { valueFromJson, type ColumnEntry, type Value } from "@pinion/core";
import { parseTimestampText, type Zone } from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { datetimeReader } from "../../time/datetime-json.js";
import { DecodeFailure } from "./cursor.js";
import { numbersOf, parseLong } from "./json-numbers.js";
import { asInFiles, isReadAsText } from "./json-text.js";
import { membersAsWritten } from "./json-written.js";
import type { DecodeRecord } from "./record-decoder.js";

/** Reads a value; `written`: as the record has it, where that is no text. */
type ReadJson = (json: unknown, written: () => string | undefined) => Value;

/** A decoder of objects in JSON: declared columns by name, others are passed over. */
export function jsonDecoder(columns: readonly ColumnEntry[], zone: Zone, timeZone: string): DecodeRecord {
  const reads = columns.map((column) => columnReader(column, zone, timeZone));
  return (bytes, out, from = 0, to = bytes.length) => {
    const text = bytes.toString("utf8", from, to);
    const object = parse(text);
    let members: ReadonlyMap<string, string> | undefined;
    columns.forEach(({ name, nullable }, i) => {
      const json: unknown = Object.hasOwn(object, name) ? object[name] : null;
      const written = (): string | undefined => (members ??= membersAsWritten(text)).get(name);
      const read = json === null ? null : (reads[i]?.(json, written) ?? null);
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

function columnReader(column: ColumnEntry, zone: Zone, timeZone: string): ReadJson {
  const { name } = column;
  const type = typeNamed(column.type);
  const isPlainTime = type.kind === "timestamp" && column.format === undefined;
  const isText = isReadAsText(type, column.format);
  const special = isPlainTime
    ? (json: unknown) => (typeof json === "string" ? parseTimestampText(json, zone) : null)
    : datetimeReader(column, type, zone, "PN5504");
  return (carried, written) => {
    const found = numbersOf(carried, type);
    const json = asInFiles(isText && typeof found !== "string" ? written() : found, type);
    if (json === null) return null;
    const value = special?.(json);
    if (value !== undefined && value !== null) return value;
    const read = valueFromJson(json, type, timeZone);
    if (read.ok) return read.value;
    throw new DecodeFailure(`\`${name}\`: ${read.message}`);
  };
}
