import { isUtf8 } from "node:buffer";
import { showType, type ColumnEntry, type DataType, type Value } from "@pinion/core";
import { parseDateText, parseTimestampText, type Zone } from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { memberTexts } from "../../sources/duckdb/json-member.js";
import { jsonReader } from "../../sources/duckdb/json-value.js";
import { isDuckdbTimestamp } from "../../sources/duckdb/sql-types.js";
import { datetimeReader } from "../../time/datetime-json.js";
import { DecodeFailure } from "./cursor.js";
import { unspaced, valueOfText } from "./json-text.js";
import { membersAsWritten } from "./json-written.js";
import type { DecodeRecord } from "./record-decoder.js";

/** What a record has of a member, but for its parsed value. */
interface Member {
  /** As batches take it out of a file, where it is no text. */
  readonly written: () => string;
  /** With all of its digits. */
  readonly exact: () => string;
  /** Whether numbers of the record may have more digits than a double tells. */
  readonly isLong: boolean;
}

/** Reads what is there and not null; undefined where it is not of the type. */
type ReadJson = (json: unknown, member: Member) => Value | undefined;

/** A decoder of objects in JSON: declared columns by name, others are passed over. */
export function jsonDecoder(columns: readonly ColumnEntry[], zone: Zone): DecodeRecord {
  const reads = columns.map((column) => columnReader(column, typeNamed(column.type), zone));
  return (bytes, out, from = 0, to = bytes.length) => {
    const text = textOf(bytes.subarray(from, to));
    const object = parse(text);
    const isLong = LONG_NUMBER.test(text);
    let written: ReadonlyMap<string, string> | undefined;
    let exact: ReadonlyMap<string, string> | undefined;
    columns.forEach((column, i) => {
      const { name, nullable } = column;
      const json: unknown = Object.hasOwn(object, name) ? object[name] : null;
      const read =
        json === null
          ? null
          : reads[i]?.(json, {
              written: () => (written ??= membersAsWritten(text)).get(name) ?? "",
              exact: () => (exact ??= memberTexts(text)).get(name) ?? "",
              isLong,
            });
      if (read === undefined) throw new DecodeFailure(misfit(column, json));
      if (read === null && !nullable) throw new DecodeFailure(`\`${name}\` is NULL, which it never is`);
      out[i] = read;
    });
  };
}

/** Numbers that are shorter are told exactly by a double. */
const LONG_NUMBER = /[\d.]{16}/u;
/** Pairs of surrogates, a lone one, and any other escape, in this order. */
const ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F])|.)/gu;

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new DecodeFailure("the record is no UTF-8");
  return bytes.toString("utf8");
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new DecodeFailure("the record is no JSON");
  }
  // Half a character is none, and would be another one in every store.
  if (text.includes("\\u") && [...text.matchAll(ESCAPES)].some(([, lone]) => lone !== undefined)) {
    throw new DecodeFailure("the record is no JSON: it has half of a surrogate pair");
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) {
    return json as Readonly<Record<string, unknown>>;
  }
  throw new DecodeFailure("the record is no JSON object");
}

function misfit({ name, type, format }: ColumnEntry, json: unknown): string {
  const found = Array.isArray(json)
    ? "a list"
    : typeof json === "object"
      ? "an object"
      : typeof json === "string"
        ? JSON.stringify(json.length > 40 ? `${json.slice(0, 40)}…` : json)
        : String(json);
  const wanted = `${showType(typeNamed(type))}${format === undefined ? "" : ` of format ${format}`}`;
  return `\`${name}\`: expected ${wanted}, found ${found}`;
}

/** What stands in a member is read as batches read it from files of JSON Lines, where each value is a text first. */
function columnReader(column: ColumnEntry, type: DataType, zone: Zone): ReadJson {
  switch (type.kind) {
    case "string":
    case "binary":
      return (json, { written }) => valueOfText(typeof json === "string" ? json : written(), type);
    case "boolean":
      return (json, { written }) =>
        typeof json === "boolean" ? json : spaced(json, written, (text) => valueOfText(text, type));
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint": {
      const most = type.kind === "bigint" ? Number.MAX_SAFE_INTEGER : SMALL[type.kind];
      return (json, { written }) =>
        Number.isInteger(json) && Math.abs(json as number) <= most
          ? (json as number) + 0
          : spaced(json, written, (text) => valueOfText(text, type));
    }
    case "float":
    case "double":
      return (json, { written }) => {
        if (typeof json !== "number") return spaced(json, written, (text) => valueOfText(text, type));
        // A whole number has no sign of its zero.
        if (Object.is(json, -0) && written() === "0") return 0;
        return type.kind === "float" ? Math.fround(json) : json;
      };
    case "decimal":
      return (json, { written, exact, isLong }) => {
        const digits = isLong ? exact : typeof json === "number" ? () => String(json) : written;
        return spaced(json, digits, (text) => valueOfText(text, type));
      };
    case "date":
    case "timestamp": {
      const read = datetimes(column, type, zone);
      return (json, { written }) => spaced(json, written, read);
    }
    case "array":
    case "map":
    case "struct": {
      const read = jsonReader(type, zone);
      return (json, { exact }) => spaced(json, exact, (text) => read(text) ?? undefined);
    }
    default:
      return () => undefined;
  }
}

const SMALL = { tinyint: 127, smallint: 32_767, int: 2_147_483_647 } as const;

/** Of a text, or of what is written without quotes; NULL of a blank one. */
function spaced(
  json: unknown,
  written: () => string,
  read: (text: string) => Value | undefined,
): Value | undefined {
  const text = unspaced(typeof json === "string" ? json : written());
  return text === null ? null : read(text);
}

function datetimes(column: ColumnEntry, type: DataType, zone: Zone): (text: string) => Value | undefined {
  const formatted = datetimeReader(column, type, zone, "PN5504");
  if (type.kind === "date") return (text) => (formatted ?? parseDateText)(text) ?? undefined;
  const read = formatted ?? ((text: string) => parseTimestampText(text, zone));
  return (text) => {
    const instant = read(text);
    return instant !== null && isDuckdbTimestamp(instant) ? instant : undefined;
  };
}
