import { isUtf8 } from "node:buffer";
import type { ColumnEntry } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { memberTexts } from "../../sources/duckdb/json-member.js";
import { DecodeFailure } from "./cursor.js";
import { hasHalfPair, hasLongNumber, jsonColumn, misfit } from "./json-column.js";
import { membersAsWritten } from "./json-written.js";
import type { DecodeRecord } from "./record-decoder.js";

/** A decoder of objects in JSON: declared columns by name, others are passed over. */
export function jsonDecoder(columns: readonly ColumnEntry[], zone: Zone): DecodeRecord {
  const reads = columns.map((column) => jsonColumn(column, typeNamed(column.type), zone));
  return (bytes, out, from = 0, to = bytes.length) => {
    const text = textOf(bytes.subarray(from, to));
    const object = parse(text);
    const isLong = hasLongNumber(text);
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
      if (read === undefined) throw new DecodeFailure(`\`${name}\`: ${misfit(column, json)}`);
      if (read === null && !nullable) throw new DecodeFailure(`\`${name}\` is NULL, which it never is`);
      out[i] = read;
    });
  };
}

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
  if (hasHalfPair(text)) {
    throw new DecodeFailure("the record is no JSON: it has half of a surrogate pair");
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) {
    return json as Readonly<Record<string, unknown>>;
  }
  throw new DecodeFailure("the record is no JSON object");
}
