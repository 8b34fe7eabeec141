import {
  PinionError,
  valueFromJson,
  type FeatureEntry,
  type Int64,
  type Manifest,
  type Value,
} from "@pinion/core";
import { parseTimestampText, zoneOf, type Zone } from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { findFeature } from "../../materialise/find-feature.js";
import type { RowField, RowSchema, TimedRow } from "../../ports.js";
import { latestOfEach, type PushTo } from "../../serve/push-rows.js";
import type { RequestRow } from "../../serve/request-rows.js";
import { writtenJson } from "../../serve/written-json.js";
import { elementTexts, memberTexts } from "../../sources/duckdb/json-member.js";
import { readKey, type KeyPart } from "../../serve/read-key.js";
import type { Limits } from "../options.js";
import { isAtom, isObject, member, misshapen, readList, readText, tooLarge, type Json } from "./shape.js";

/** The body of `POST /push` and `POST /write-to-online-store`, before the table is known. */
export interface PushRequest {
  readonly table: string;
  readonly columns: ReadonlyMap<string, readonly Json[]>;
  readonly rows: number;
  readonly to: PushTo;
}

/** Throws PN9002 or PN9003. Members that it does not know are left alone, as Feast's servers do. */
export function readPushRequest(body: Json, nameMember: string, limits: Limits): PushRequest {
  if (!isObject(body)) throw misshapen("the body", "an object");
  const table = readText(member(body, nameMember), `\`${nameMember}\``);
  const to = member(body, "to") ?? "online";
  if (to !== "online" && to !== "offline" && to !== "online_and_offline")
    throw misshapen("`to`", '"online", "offline" or "online_and_offline"');
  const df = member(body, "df");
  if (!isObject(df)) throw misshapen("`df`", "an object of lists");
  const columns = new Map<string, readonly Json[]>();
  for (const [name, column] of Object.entries(df))
    columns.set(name, readList(column, "each column of `df`", limits.entities, "rows"));
  const [first = []] = columns.values();
  for (const column of columns.values())
    if (column.length !== first.length) throw misshapen("the columns of `df`", "lists of one length");
  if (columns.size * first.length > limits.values) throw tooLarge("values", limits.values);
  return { table, columns, rows: first.length, to };
}

/** Columns that say when, and nothing of a feature. */
const TIME = "event_timestamp";
const IGNORED = new Set(["created", "created_timestamp"]);
/** A row from further ahead would keep all later ones out. */
const AHEAD_MICROS = 24 * 3600 * 1_000_000;

/** Rows of a table, each of its own time. */
export interface PushedRows {
  readonly schema: RowSchema;
  readonly rows: readonly TimedRow[];
}

/** The rows that a push stores. Throws PN7001, PN7004 or PN9002 where the columns do not fit. */
export function readPushedRows(
  { columns, rows }: PushRequest,
  keys: readonly RowField[],
  manifest: Manifest,
  zone: Zone,
  nowMs: number,
): PushedRows {
  const keyNames = keys.map(({ name }) => name);
  const keyColumns = keyNames.map((name) => {
    const column = columns.get(name);
    if (column === undefined)
      throw new PinionError("PN7004", `\`df\` has no column ${name}, which is the table's key`);
    return column;
  });
  const features = [...columns.keys()]
    .filter((name) => name !== TIME && !IGNORED.has(name) && !keyNames.includes(name))
    .toSorted()
    .map((name) => findFeature(manifest, name));
  if (features.length === 0) throw new PinionError("PN9002", "`df` has no column of a feature");
  for (const feature of features) checkKeys(feature, keyNames);
  const fields = features.map(({ name, type }) => ({ name, type: typeNamed(type) }));
  const read = Array.from({ length: rows }, (_, i): TimedRow => {
    const parts = keyColumns.map((column, k) => keyPart(column[i], keyNames[k] ?? ""));
    return {
      key: readKey(parts, keys, zone),
      asOf: readTime(columns.get(TIME)?.[i], i, nowMs),
      values: fields.map((field) =>
        readValue(columns.get(field.name)?.[i], field, i, manifest.project.timeZone),
      ),
    };
  });
  return { schema: { fields }, rows: latestOfEach(read) };
}

function checkKeys(feature: FeatureEntry, keys: readonly string[]): void {
  if (feature.keys.join("\n") === keys.join("\n")) return;
  throw new PinionError(
    "PN7006",
    `\`${feature.name}\` has the key (${feature.keys.join(", ")}), the table has (${keys.join(", ")})`,
  );
}

function keyPart(value: Json, name: string): KeyPart {
  if (isAtom(value)) return value;
  throw misshapen(`column ${name} of \`df\``, "a list of texts and numbers");
}

function readValue(json: Json, { name, type }: RowField, row: number, timeZone: string): Value {
  const read = valueFromJson(json ?? null, type, timeZone);
  if (read.ok) return read.value;
  throw new PinionError("PN9002", `row ${row} of \`df\`, ${name}: ${read.message}`);
}

/** Without a zone of its own a time is UTC, as Feast's clients write it; without a column it is now. */
function readTime(json: Json, row: number, nowMs: number): Int64 {
  if (json === undefined) return nowMs * 1000;
  const micros = typeof json === "string" ? parseTimestampText(json, zoneOf("UTC")) : null;
  if (micros === null) throw new PinionError("PN9002", `row ${row} of \`df\`: \`${TIME}\` is no timestamp`);
  if (micros > nowMs * 1000 + AHEAD_MICROS)
    throw new PinionError("PN9002", `row ${row} of \`df\`: \`${TIME}\` is more than a day ahead`);
  return micros;
}

/** By a column's name what its values are in the body, each as it was written; looked for when one is asked for. */
function columnTexts(body: string): (name: string) => () => readonly string[] {
  let columns: ReadonlyMap<string, string> | undefined;
  return (name) => {
    let texts: readonly string[] | undefined;
    return () => {
      columns ??= memberTexts(memberTexts(body).get("df") ?? "{}");
      return (texts ??= elementTexts(columns.get(name) ?? "[]"));
    };
  };
}

/**
 * A push of rows of a source, whose columns are not features yet. Feast's columns of times are no columns of the source, unless it
 * declares them.
 */
export function readRawRows(
  { columns, rows }: PushRequest,
  body: string,
  isDeclared: (column: string) => boolean,
  nowMs: number,
): { readonly rows: readonly RequestRow[]; readonly times: readonly Int64[] } {
  const times = columns.get(TIME);
  const textsOf = columnTexts(body);
  const own = [...columns]
    .filter(([name]) => isDeclared(name) || !(name === TIME || IGNORED.has(name)))
    .map(([name, values]) => [name, values, textsOf(name)] as const);
  return {
    rows: Array.from({ length: rows }, (_, i) => {
      const row = Object.create(null) as Record<string, Json>;
      for (const [name, values, texts] of own) {
        const value = values[i] ?? null;
        // Of texts, truth values and whole numbers of many digits nothing is lost.
        const mayDiffer = typeof value === "number" || (typeof value === "object" && value !== null);
        row[name] = mayDiffer ? writtenJson(value, () => texts()[i] ?? "") : value;
      }
      return row;
    }),
    times: Array.from({ length: rows }, (_, i) => readTime(times?.[i], i, nowMs)),
  };
}
