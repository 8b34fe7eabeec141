import type { DuckDBConnection } from "@duckdb/node-api";
import { headerNames } from "../duckdb/file-table.js";
import { sqlText } from "../duckdb/sql-types.js";
import { SAMPLE_ROWS, type InferredColumn, type InferredFile } from "./inferred.js";
import { textType } from "./text-type.js";

const DELIMITERS = [",", ";", "|", "\t"];

/** Columns of CSV and TSV, typed by a sample of rows. */
export async function inferDelimited(
  connection: DuckDBConnection,
  path: string,
  format: "csv" | "tsv",
): Promise<InferredFile> {
  const own = format === "tsv" ? "\t" : ",";
  const counts = new Map<string, readonly string[]>();
  for (const delimiter of format === "tsv" ? [own] : DELIMITERS)
    counts.set(delimiter, await headerNames(connection, path, delimiter));
  const [delimiter = own, names = []] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const declared = names.map((_, i) => `'h${i}': 'VARCHAR'`).join(", ");
  const sql = `SELECT * FROM read_csv(${sqlText(path)}, delim = ${sqlText(delimiter)}, quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, header = true, auto_detect = false, ignore_errors = true, columns = {${declared}}) LIMIT ${SAMPLE_ROWS}`;
  const rows = names.length === 0 ? [] : (await connection.runAndReadAll(sql)).getRowsJS();
  const columns: InferredColumn[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const [i, name] of names.entries()) {
    const reason =
      name === "" ? "it has no name" : names.indexOf(name) < i ? "its name stands there twice" : "";
    if (reason !== "") {
      leftOut.push({ name, reason });
      continue;
    }
    const texts = rows.map((row) => row[i]).filter((text) => typeof text === "string");
    // Spaces around a number are none of it; a text that is nothing else is NULL to all but texts.
    const trimmed = texts.map((text) => text.trim()).filter((text) => text !== "");
    columns.push({ name, nullable: true, ...textType(name, trimmed, true) });
  }
  return { format, ...(delimiter === own ? {} : { delimiter }), columns, leftOut };
}
