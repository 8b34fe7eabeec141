import Cursor from "pg-cursor";
import type pg from "pg";
import { nearest, parseType, PinionError, type PostgresSourceEntry, type Value } from "@pinion/core";
import type { Database } from "../duckdb/database.js";
import type { FileTable } from "../duckdb/file-table.js";
import type { TimeSpan } from "../span.js";
import { STAGED_ROWS, stageTable, type StagedBatch } from "../stage.js";
import { withPostgres } from "./connect.js";
import { queryOf, relationOf } from "./query.js";
import { kindOf, readerOf, type PostgresReader, type PostgresType } from "./values.js";

export interface StagePostgresRequest {
  readonly database: Database;
  readonly source: PostgresSourceEntry;
  readonly connection: string;
  /** Positions of the columns to read; the event time is read besides. */
  readonly columns: readonly number[];
  readonly keyColumns?: readonly number[];
  readonly span: TimeSpan;
  readonly signal?: AbortSignal;
}

/**
 * Reads a table or query by a cursor into a table of the job's database, in one read-only transaction. Only the needed
 * columns and the rows of the span are asked for. Throws PN5003, PN5004, PN5021.
 */
export async function stagePostgres(
  request: StagePostgresRequest,
): Promise<{ readonly table: FileTable; readonly place: string }> {
  const { database, source, connection, span, signal } = request;
  const place = source.table ?? "a query";
  const what = `${source.table === undefined ? "the query" : `the table ${source.table}`} of source ${source.name}`;
  const event = source.columns.findIndex((column) => column.name === source.eventTimestamp);
  const wanted = [...new Set([...request.columns, ...(event < 0 ? [] : [event])])].toSorted((a, b) => a - b);

  return withPostgres(what, connection, signal, async (client) => {
    const there = await columnsOf(client, source);
    const columns = wanted.map((index) => ({ index, ...find(source, index, there, what) }));
    const nameOf = (index: number): string => columns.find((column) => column.index === index)?.name ?? "";
    const eventColumn = columns.find((column) => column.index === event);
    const format = source.columns[event]?.format;
    const keys = request.keyColumns?.filter((index) => wanted.includes(index));
    // Texts of JSON cannot be told apart by the database.
    const distinct = keys?.every(
      (index) => columns.find((column) => column.index === index)?.type.kind !== "json",
    );
    const query = queryOf({
      source,
      columns: columns.map(({ name }) => name),
      before: keys === undefined ? "none" : distinct === true ? keys.map(nameOf) : "all",
      ...(eventColumn === undefined
        ? {}
        : {
            event: {
              column: eventColumn.name,
              type: eventColumn.type,
              ...(format === undefined ? {} : { format }),
            },
          }),
      span,
    });
    const staged = source.columns.map((_, index) => columns.find((column) => column.index === index)?.reader);
    const readers = columns.map(({ reader }) => reader);
    const batches = readRows(client, query.text, query.values, readers);
    return { table: await stageTable(database, staged, batches, signal), place };
  });
}

interface There {
  readonly name: string;
  readonly type: PostgresType;
}

/** The columns of the table or query with their types. */
async function columnsOf(client: pg.Client, source: PostgresSourceEntry): Promise<readonly There[]> {
  const { fields } = await client.query({
    text: `SELECT * FROM ${relationOf(source)} AS q LIMIT 0`,
    rowMode: "array",
  });
  const types = await client.query<[string, string, string | null]>({
    text: "SELECT t.oid, t.typname, e.typname FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' WHERE t.oid = ANY($1::oid[])",
    values: [fields.map((field) => field.dataTypeID)],
    rowMode: "array",
  });
  const known = new Map(types.rows.map(([oid, name, element]) => [Number(oid), { name, element }]));
  return fields.map(({ name, dataTypeID }) => {
    const type = known.get(dataTypeID) ?? { name: String(dataTypeID), element: null };
    const isArray = type.element !== null;
    const shown = isArray ? `${type.element ?? ""}[]` : type.name;
    return { name, type: { name: shown, kind: kindOf(type.element ?? type.name), isArray } };
  });
}

interface Found extends There {
  readonly reader: PostgresReader;
}

function find(source: PostgresSourceEntry, index: number, there: readonly There[], what: string): Found {
  const column = source.columns[index];
  if (column === undefined) throw new Error(`${source.name} has no column ${index}`);
  const similar = there.filter(({ name }) => name.toLowerCase() === column.name.toLowerCase());
  const found =
    there.find(({ name }) => name === column.name) ?? (similar.length === 1 ? similar[0] : undefined);
  const names = there.map(({ name }) => name);
  if (found === undefined) {
    const guess = nearest(column.name, names);
    throw new PinionError("PN5003", `${what} has no column \`${column.name}\``, {
      help: guess === undefined ? `it has ${names.slice(0, 20).join(", ")}` : `did you mean \`${guess}\`?`,
    });
  }
  if (!fits(found.type, parseType(column.type)?.kind ?? "void")) {
    throw new PinionError(
      "PN5004",
      `${what}: column \`${column.name}\` is ${found.type.name}, declared ${column.type}`,
      { help: "declare the column as the database has it, and convert in the expression" },
    );
  }
  return { ...found, reader: readerOf(found.type) };
}

/** Whether any value could be of the declared type, as far as the scan cannot tell: it is handed texts of these. */
function fits({ kind, isArray }: PostgresType, declared: string): boolean {
  if (isArray) return declared === "array" || declared === "string";
  switch (kind) {
    case "date":
      return declared === "date" || declared === "string" || declared === "timestamp";
    case "timestamp":
      return declared === "timestamp" || declared === "string" || declared === "date";
    case "timestamptz":
      return declared === "timestamp" || declared === "string";
    case "numeric":
      return declared !== "boolean" && declared !== "binary" && declared !== "date";
    case "binary":
      return declared === "binary";
    default:
      return true;
  }
}

/** How many bytes of texts a batch is to hold, about. */
const BATCH_BYTES = 4 * 1024 * 1024;
const FIRST_ROWS = 64;

/** Rows by a cursor, as many at a time as their width allows. */
async function* readRows(
  client: pg.Client,
  text: string,
  values: readonly string[],
  readers: readonly PostgresReader[],
): AsyncGenerator<StagedBatch> {
  const cursor = client.query(new Cursor<(string | null)[]>(text, [...values], { rowMode: "array" }));
  let rows = FIRST_ROWS;
  for (;;) {
    const batch = await cursor.read(rows);
    if (batch.length === 0) return;
    let bytes = 0;
    const columns = readers.map(({ read }, i) =>
      batch.map((row): Value => {
        const value = row[i] ?? null;
        bytes += value === null ? 1 : value.length;
        return value === null ? null : read(value);
      }),
    );
    yield columns;
    rows = Math.min(STAGED_ROWS, Math.max(1, Math.floor((BATCH_BYTES / Math.max(bytes, 1)) * batch.length)));
  }
}
