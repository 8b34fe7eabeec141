import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PinionError, type FileFormat } from "@pinion/core";
import {
  EXTENSIONS,
  headerNames,
  jsonDocuments,
  jsonPointer,
  linesOf,
  type FileColumn,
} from "../sources/duckdb/file-table.js";
import type { TextFunctions } from "../sources/duckdb/typed-column.js";
import { sqlName, sqlText } from "../sources/duckdb/sql-types.js";
import type { ObservationOptions } from "./request.js";

/** How the rows of the observations are read by SQL, all columns of them. */
export interface ObservationFile {
  /** What stands behind FROM; rows in the file's order. */
  readonly from: string;
  readonly columns: readonly ObservationColumn[];
  /** SQL that is true of a row that is none of the format. */
  readonly malformed?: string;
  /** Whether DuckDB keeps aside lines that it could not split. */
  readonly keepsRejects: boolean;
}

export interface ObservationColumn extends FileColumn {
  readonly name: string;
  /** SQL for the value as it is to come out again. */
  readonly kept: string;
  /** Set of texts that stand beside columns of other types. */
  readonly typedText?: true;
}

/** Finds the columns of the observations. Throws PN5001, PN5002 or PN5005, and PN7032 where JSON Lines have no object. */
export async function openObservations(
  connection: DuckDBConnection,
  options: ObservationOptions,
  path: string,
  functions: Pick<TextFunctions, "lastMembers">,
): Promise<ObservationFile> {
  const what = `the observations ${path}`;
  const size = existsSync(path) ? statSync(path).size : undefined;
  if (size === undefined && !/[*?[]/u.test(path)) {
    throw new PinionError("PN5001", `${what} are missing`, {
      help: "relative paths count from the project's folder",
    });
  }
  if (size === 0) {
    throw new PinionError("PN5002", `${what} are empty`, {
      help: "write the file whole before it is joined",
    });
  }
  const format = options.format ?? EXTENSIONS.get(extname(path.replace(/\.gz$/u, "")).toLowerCase());
  switch (format) {
    case "parquet":
      return parquetFile(connection, path);
    case "csv":
    case "tsv":
      return textFile(connection, path, options.delimiter ?? (format === "tsv" ? "\t" : ","));
    case "jsonl":
      return jsonFile(connection, path, functions);
    default:
      throw unknownFormat(format, path);
  }
}

const unknownFormat = (format: FileFormat | undefined, path: string): PinionError =>
  new PinionError(
    "PN5005",
    format === undefined ? `the format of ${path} is unknown` : `observations cannot be ${format}`,
    { help: 'add `format: "csv"` (or tsv, parquet, jsonl) to the observations' },
  );

async function parquetFile(connection: DuckDBConnection, path: string): Promise<ObservationFile> {
  const from = `read_parquet(${sqlText(path)})`;
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
  const columns = reader.getRowsJson().map((row) => {
    const name = String(row[0]);
    const there = { name, raw: sqlName(name), kept: sqlName(name) };
    const type = String(row[1]);
    // A key of bytes that is a text is Base64, as in all observations.
    return type === "VARCHAR" || type.startsWith("ENUM(")
      ? { ...there, type: "TEXT", typedText: true as const }
      : { ...there, type };
  });
  return { from, columns, keepsRejects: false };
}

async function textFile(
  connection: DuckDBConnection,
  path: string,
  delimiter: string,
): Promise<ObservationFile> {
  const names = await headerNames(connection, path, delimiter);
  // By position: a header may hold any name.
  const columns = names.map((name, i) => ({ name, raw: `x${i}`, kept: `x${i}`, type: "TEXT" }));
  const declared = columns.map(({ raw }) => `'${raw}': 'VARCHAR'`).join(", ");
  const dialect = `delim = ${sqlText(delimiter)}, quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false`;
  const from = `read_csv(${sqlText(path)}, ${dialect}, header = true, auto_detect = false, columns = {${declared}}, store_rejects = true, rejects_limit = 0)`;
  return { from, columns, keepsRejects: true };
}

/** The type that all values of a JSON column have in common; otherwise they are kept as JSON. */
function jsonColumnType(types: readonly string[]): string | undefined {
  const there = types.filter((type) => type !== "NULL");
  const all = (...wanted: readonly string[]): boolean =>
    there.length > 0 && there.every((type) => wanted.includes(type));
  if (all("VARCHAR")) return "VARCHAR";
  if (all("BOOLEAN")) return "BOOLEAN";
  if (all("BIGINT", "UBIGINT")) return "BIGINT";
  if (all("BIGINT", "UBIGINT", "DOUBLE")) return "DOUBLE";
  return undefined;
}

async function jsonFile(
  connection: DuckDBConnection,
  path: string,
  functions: Pick<TextFunctions, "lastMembers">,
): Promise<ObservationFile> {
  const from = jsonDocuments(linesOf([path]), "len(list_distinct(names)) < len(names)", functions);
  const keys = `SELECT doc, unnest(json_keys(doc)) AS name, generate_subscripts(json_keys(doc), 1) AS place FROM ${from} WHERE doc IS NOT NULL`;
  const pointer = `'/' || replace(replace(name, '~', '~0'), '/', '~1')`;
  const reader = await connection.runAndReadAll(
    `SELECT name, list(DISTINCT json_type(doc, ${pointer}))::VARCHAR[], max(place) AS place, bool_or(try_cast(json_extract_string(doc, ${pointer}) AS BIGINT) IS NULL AND json_type(doc, ${pointer}) = 'UBIGINT') FROM (${keys}) GROUP BY name ORDER BY place, name`,
  );
  if (reader.currentRowCount === 0) {
    throw new PinionError("PN7032", `none of the lines of the observations ${path} is a JSON object`, {
      help: "JSON Lines are one object a line: no list around them, and no object over several lines",
    });
  }
  const columns = reader.getRowsJS().map((row) => {
    const name = String(row[0]);
    const types = Array.isArray(row[1]) ? row[1].map(String) : [];
    const at = sqlText(jsonPointer(name));
    const text = `json_extract_string(doc, ${at})`;
    const type = row[3] === true ? undefined : jsonColumnType(types);
    const kept = type === undefined ? `json_extract(doc, ${at})` : `CAST(${text} AS ${type})`;
    return { name, raw: text, kept, type: "TEXT", json: { document: "doc", name } };
  });
  return { from, columns, malformed: "doc IS NULL", keepsRejects: false };
}
