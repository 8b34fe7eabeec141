import { showType, type ColumnEntry, type DataType, type Value } from "@pinion/core";
import { parseDateText, parseTimestampText, type Zone } from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { jsonReader } from "../../sources/duckdb/json-value.js";
import { isDuckdbTimestamp } from "../../sources/duckdb/sql-types.js";
import { datetimeReader } from "../../time/datetime-json.js";
import { unspaced, valueOfText } from "./json-text.js";

/*
 * What rows of JSON say of a source's columns: records of a stream, and rows that are pushed. Files of JSON Lines are read by DuckDB
 * and say the same.
 */

/** What a row has of a member, but for its parsed value. */
export interface Member {
  /** As batches take it out of a file, where it is no text. */
  readonly written: () => string;
  /** With all of its digits. */
  readonly exact: () => string;
  /** Whether numbers of the row may have more digits than a double tells. */
  readonly isLong: boolean;
}

/** Reads what is there and not null; undefined where it is not of the type. */
export type ReadJson = (json: unknown, member: Member) => Value | undefined;

/** Numbers that are shorter are told exactly by a double. */
const LONG_NUMBER = /[\d.]{16}/u;
/** Pairs of surrogates, a lone one, and any other escape, in this order. */
const ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F])|.)/gu;

/** Whether a text of JSON has numbers of more digits than a double may tell. */
export const hasLongNumber = (text: string): boolean => LONG_NUMBER.test(text);

/** Whether a text of JSON has half a character, which is none, and would be another one in every store. */
export const hasHalfPair = (text: string): boolean =>
  text.includes("\\u") && [...text.matchAll(ESCAPES)].some(([, lone]) => lone !== undefined);

/** Why what stands in a column is none of its values. */
export function misfit({ type, format }: Pick<ColumnEntry, "type" | "format">, json: unknown): string {
  const found = Array.isArray(json)
    ? "a list"
    : typeof json === "object"
      ? "an object"
      : typeof json === "string"
        ? JSON.stringify(json.length > 40 ? `${json.slice(0, 40)}…` : json)
        : String(json);
  const wanted = `${showType(typeNamed(type))}${format === undefined ? "" : ` of format ${format}`}`;
  return `expected ${wanted}, found ${found}`;
}

/** What stands in a member is read as batches read it from files of JSON Lines, where each value is a text first. */
export function jsonColumn(
  column: Pick<ColumnEntry, "name" | "format">,
  type: DataType,
  zone: Zone,
): ReadJson {
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

function datetimes(
  column: Pick<ColumnEntry, "name" | "format">,
  type: DataType,
  zone: Zone,
): (text: string) => Value | undefined {
  const formatted = datetimeReader(column, type, zone, "PN5504");
  if (type.kind === "date") return (text) => (formatted ?? parseDateText)(text) ?? undefined;
  const read = formatted ?? ((text: string) => parseTimestampText(text, zone));
  return (text) => {
    const instant = read(text);
    return instant !== null && isDuckdbTimestamp(instant) ? instant : undefined;
  };
}
