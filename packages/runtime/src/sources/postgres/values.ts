import { toInt64, type DataType, type Value } from "@pinion/core";
import { base64 } from "@pinion/core/std";
import type { StagedColumn } from "../stage.js";

/** What a type of PostgreSQL is to the scan. */
export type PostgresKind =
  | "boolean"
  | "int"
  | "bigint"
  | "float"
  | "double"
  | "numeric"
  | "binary"
  | "date"
  | "timestamp"
  | "timestamptz"
  | "json"
  | "text";

export interface PostgresType {
  /** As the database calls it, for messages. */
  readonly name: string;
  /** Of an array: that of its elements. */
  readonly kind: PostgresKind;
  readonly isArray: boolean;
}

/** By the names in pg_type; what is not among them is taken as the text that the database writes. */
const KINDS: ReadonlyMap<string, PostgresKind> = new Map<string, PostgresKind>([
  ["bool", "boolean"],
  ["int2", "int"],
  ["int4", "int"],
  ["int8", "bigint"],
  ["oid", "bigint"],
  ["float4", "float"],
  ["float8", "double"],
  ["numeric", "numeric"],
  ["bytea", "binary"],
  ["date", "date"],
  ["timestamp", "timestamp"],
  ["timestamptz", "timestamptz"],
  ["json", "json"],
  ["jsonb", "json"],
]);

export const kindOf = (name: string): PostgresKind => KINDS.get(name) ?? "text";

/** How a column is kept, and how it is made of what the database writes. */
export interface PostgresReader extends StagedColumn {
  readonly read: (text: string) => Value;
}

const STRING: DataType = { kind: "string" };

/** Arrays go on as JSON, decimals and times as texts: the scan reads these exactly into the declared type. */
export function readerOf({ kind, isArray }: PostgresType): PostgresReader {
  if (isArray) return { type: STRING, as: "TEXT", read: (text) => arrayJson(text, kind) };
  switch (kind) {
    case "boolean":
      return { type: { kind: "boolean" }, read: (text) => text === "t" };
    case "int":
      return { type: { kind: "int" }, read: Number };
    case "bigint":
      return { type: { kind: "bigint" }, read: (text) => toInt64(BigInt(text)) };
    case "float":
    case "double":
      return { type: { kind }, read: Number };
    case "binary":
      return { type: { kind: "binary" }, read: bytesOf };
    case "date":
    case "timestamp":
    case "timestamptz":
      return { type: STRING, as: "ISO", read: (text) => text };
    case "numeric":
    case "json":
    case "text":
      return { type: STRING, read: (text) => text };
  }
}

/** `\x0aff`. */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.slice(2), "hex"));

/** An array as JSON: `{1,NULL,"a b"}`, of any number of dimensions, without or with bounds before it. */
export function arrayJson(text: string, kind: PostgresKind): string {
  const out: string[] = [];
  let at = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  while (at < text.length) {
    const char = text[at];
    if (char === "{" || char === "}" || char === ",") {
      out.push(char === "{" ? "[" : char === "}" ? "]" : ",");
      at++;
    } else if (char === '"') {
      let item = "";
      for (at++; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === "\\") at++;
        item += text[at] ?? "";
      }
      at++;
      out.push(itemJson(item, kind));
    } else {
      let end = at;
      while (end < text.length && text[end] !== "," && text[end] !== "}") end++;
      const item = text.slice(at, end);
      out.push(item === "NULL" ? "null" : itemJson(item, kind));
      at = end;
    }
  }
  return out.join("");
}

function itemJson(item: string, kind: PostgresKind): string {
  switch (kind) {
    case "boolean":
      return item === "t" ? "true" : "false";
    case "int":
    case "bigint":
      return item;
    case "float":
    case "double":
    case "numeric":
      return /\d$/u.test(item) ? item : JSON.stringify(item);
    case "binary":
      return JSON.stringify(base64(bytesOf(item)));
    default:
      return JSON.stringify(item);
  }
}
