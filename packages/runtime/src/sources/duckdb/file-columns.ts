import { statSync } from "node:fs";
import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { nearest, PinionError, type FileFormat, type FileSourceEntry } from "@pinion/core";
import { duckdbGuard } from "./database.js";
import { sqlName, sqlText } from "./sql-types.js";

/** How the rows of a file are read by SQL. */
export interface FileTable {
  readonly format: FileFormat;
  /** What stands behind FROM; rows in the file's order. */
  readonly from: string;
  /** By the position of the source's declared columns: how the file has it. */
  readonly columns: readonly FileColumn[];
  /** An expression that numbers rows in the file's order. */
  readonly rowNumber: string;
  /** SQL that is true of a row that is none of the format, where such rows are delivered at all. */
  readonly malformed?: string;
  /** Whether DuckDB keeps aside, in `reject_errors`, lines that it could not split. */
  readonly keepsRejects: boolean;
}

export interface FileColumn {
  /** SQL for the value as the file has it. */
  readonly raw: string;
  /** DuckDB's name of its type: VARCHAR of all that is text. */
  readonly type: string;
}

export const EXTENSIONS: ReadonlyMap<string, FileFormat> = new Map<string, FileFormat>([
  [".csv", "csv"],
  [".tsv", "tsv"],
  [".tab", "tsv"],
  [".parquet", "parquet"],
  [".jsonl", "jsonl"],
  [".ndjson", "jsonl"],
]);

/** The format that a source's file has. Throws PN5005 where neither the source nor the name tells. */
export function formatOf(source: FileSourceEntry, path: string): FileFormat {
  const format = source.format ?? EXTENSIONS.get(extname(path.replace(/\.gz$/u, "")).toLowerCase());
  if (format === undefined) {
    throw new PinionError("PN5005", `the format of ${path} is unknown`, {
      help: `add \`format: "csv"\` (or tsv, parquet, jsonl) to the source ${source.name}`,
    });
  }
  return format;
}

/** Finds the declared columns in a file. Throws PN5002, PN5003 or PN5004. */
export async function openFile(
  connection: DuckDBConnection,
  source: FileSourceEntry,
  path: string,
): Promise<FileTable> {
  const format = formatOf(source, path);
  const what = `the file ${path} of source ${source.name}`;
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw empty(what);
  return duckdbGuard(what, async () => {
    switch (format) {
      case "parquet":
        return parquetTable(connection, source, path, what);
      case "jsonl":
        return jsonTable(source, path);
      case "csv":
      case "tsv":
        return csvTable(connection, source, path, format, what);
    }
  });
}

async function describe(
  connection: DuckDBConnection,
  from: string,
): Promise<readonly { name: string; type: string }[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
  return reader.getRowsJson().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}

async function parquetTable(
  connection: DuckDBConnection,
  source: FileSourceEntry,
  path: string,
  what: string,
): Promise<FileTable> {
  const from = `read_parquet(${sqlText(path)}, file_row_number = true)`;
  const there = (await describe(connection, from)).map(({ name, type }) => ({
    name,
    raw: sqlName(name),
    type,
  }));
  const columns = source.columns.map((column) => find(there, column.name, what));
  return { format: "parquet", from, columns, rowNumber: "file_row_number", keepsRejects: false };
}

async function csvTable(
  connection: DuckDBConnection,
  source: FileSourceEntry,
  path: string,
  format: "csv" | "tsv",
  what: string,
): Promise<FileTable> {
  const delimiter = source.delimiter ?? (format === "tsv" ? "\t" : ",");
  const header = source.header !== false;
  const names = header
    ? await headerNames(connection, path, delimiter)
    : source.columns.map((column) => column.name);
  // Columns are read by their position, so that a header may hold any name, also one twice.
  const there = names.map((name, i) => ({ name, raw: `h${i}`, type: "VARCHAR" }));
  const columns = source.columns.map((column) => find(there, column.name, what));
  const declared = there.map(({ raw }) => `'${raw}': 'VARCHAR'`).join(", ");
  const dialect = `delim = ${sqlText(delimiter)}, quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false`;
  // Rows that are no CSV go to a table of rejects and are counted from there.
  const from = `read_csv(${sqlText(path)}, ${dialect}, header = ${header}, auto_detect = false, columns = {${declared}}, store_rejects = true, rejects_limit = 0)`;
  return { format, from, columns, rowNumber: "row_number() OVER ()", keepsRejects: true };
}

/** A header may go over some lines, within quotes. */
const HEADER_LINES = 100;

/** The names in a file's first line. */
export async function headerNames(
  connection: DuckDBConnection,
  path: string,
  delimiter: string,
): Promise<readonly string[]> {
  const sql = `SELECT line FROM ${linesOf(path)} LIMIT ${HEADER_LINES}`;
  const [first, ...more] = (await connection.runAndReadAll(sql))
    .getRowsJS()
    .map((row) => String(row[0] ?? ""));
  if (first === undefined) return [];
  let header = first.replace(/^\uFEFF/u, "");
  for (const line of more) {
    if (header.split('"').length % 2 === 1) break;
    header += `\n${line}`;
  }
  return splitLine(header, delimiter);
}

/** A file's lines as texts, whatever is in them; not strict, for line ends may be mixed. */
export const linesOf = (path: string): string =>
  `read_csv(${sqlText(path)}, columns = {'line': 'VARCHAR'}, delim = '\u0001', quote = '', escape = '', header = false, auto_detect = false, strict_mode = false, new_line = '\\n', nullstr = '\u0002')`;

/** The fields of one line of CSV; a quote inside quotes is doubled. */
export function splitLine(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"'))
        end += line[end] === '"' ? 2 : 1;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const end = line.indexOf(delimiter, at);
      fields.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length : end;
    }
    if (at >= line.length) return fields;
    at += delimiter.length;
  }
}

/** Each line as a text: a line that is no JSON is then a row to reject, not an error of the whole file. */
function jsonTable(source: FileSourceEntry, path: string): FileTable {
  const from = `(SELECT line, CASE WHEN json_valid(line) THEN line END AS doc FROM ${linesOf(path)} WHERE trim(line) <> '')`;
  const columns = source.columns.map((column) => ({
    raw: `json_extract_string(doc, ${sqlText(jsonPointer(column.name))})`,
    type: "VARCHAR",
  }));
  return {
    format: "jsonl",
    from,
    columns,
    rowNumber: "row_number() OVER ()",
    malformed: "doc IS NULL",
    keepsRejects: false,
  };
}

export const jsonPointer = (name: string): string => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

interface Named extends FileColumn {
  readonly name: string;
}

/** By the exact name, otherwise by the only one that differs by case alone. */
function find(there: readonly Named[], name: string, what: string): FileColumn {
  const exact = there.find((column) => column.name === name);
  if (exact !== undefined) return exact;
  const similar = there.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  if (similar.length === 1 && similar[0] !== undefined) return similar[0];
  const names = there.map((column) => column.name);
  const guess = nearest(name, names);
  throw new PinionError("PN5003", `${what} has no column \`${name}\``, {
    help: guess === undefined ? `it has ${names.slice(0, 20).join(", ")}` : `did you mean \`${guess}\`?`,
  });
}

const empty = (what: string): PinionError =>
  new PinionError("PN5002", `${what} is empty`, { help: "write the file whole before the job reads it" });
