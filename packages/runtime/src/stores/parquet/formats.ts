import { showType, STRING, valueToJson, type DataType } from "@pinion/core";
import type { RowField } from "../../ports.js";
import type { Database } from "../../sources/duckdb/database.js";
import { registerFunction } from "../../sources/duckdb/kernel-function.js";
import { FIRST_MICROS, sqlName, sqlText } from "../../sources/duckdb/sql-types.js";
import { columnOf } from "../../sources/duckdb/vector-write.js";
import { valueAt } from "../../sources/duckdb/vectors.js";

export type OfflineFormat = "parquet" | "csv" | "jsonl";

export const OFFLINE_FORMATS: readonly OfflineFormat[] = ["parquet", "csv", "jsonl"];

/** The name of a partition's file; `part` tells those of one folder apart. */
export const partFile = (format: OfflineFormat, part: number): string => `part-${part}.${format}`;

export interface PartWriter {
  /** A statement that writes the rows of a table of these columns. */
  readonly copy: (from: string, path: string) => string;
  /** What stands behind FROM to read a file again. */
  readonly from: (path: string) => string;
}

export const PARQUET_OPTIONS = "FORMAT parquet, COMPRESSION zstd";
/** Lines as they are: nothing is quoted, for they are quoted already. */
const LINES = `(FORMAT csv, HEADER false, DELIMITER '\u0001', QUOTE '', ESCAPE '')`;

export const parquetPart: PartWriter = {
  copy: (from, path) => `COPY (SELECT * FROM ${from}) TO ${sqlText(path)} (${PARQUET_OPTIONS})`,
  from: (path) => `read_parquet(${sqlText(path)})`,
};

/**
 * How a partition is written. Texts are made so that a source with the columns' types reads the same values: numbers in all their
 * digits, instants in UTC with their zone, bytes in Base64, lists and maps in JSON; a NULL of CSV is nothing, an empty
 * text two quotes.
 */
export function partWriter(
  database: Database,
  format: OfflineFormat,
  fields: readonly RowField[],
  timeZone: string,
): PartWriter {
  if (format === "parquet") return parquetPart;
  const nested = nestedTexts(database, timeZone);
  const line = format === "csv" ? csvLine(fields, nested) : jsonLine(fields, nested);
  const header = fields.map(({ name }) => quoted(name)).join(",");
  return {
    copy: (from, path) => {
      const rows = `SELECT ${line} AS line FROM ${from}`;
      const all = format === "csv" ? `SELECT ${sqlText(header)} AS line UNION ALL ${rows}` : rows;
      return `COPY (${all}) TO ${sqlText(path)} ${LINES}`;
    },
    from: (path) => {
      if (format === "jsonl")
        return `read_json(${sqlText(path)}, format = 'newline_delimited', columns = {})`;
      const columns = fields.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
      return `read_csv(${sqlText(path)}, header = true, auto_detect = false, quote = '"', escape = '"', columns = {${columns}})`;
    },
  };
}

/** Gives the name of a function of SQL that makes JSON of a nested type. */
type NestedTexts = (type: DataType) => string;

function nestedTexts(database: Database, timeZone: string): NestedTexts {
  const names = new Map<string, string>();
  return (type) => {
    const id = showType(type);
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = database.fresh("json");
    registerFunction(database.connection, {
      name,
      inputs: [type],
      outputs: [STRING],
      run: (count, [column]) => [
        columnOf(
          Array.from({ length: count }, (_, row) => {
            const value = column === undefined ? null : valueAt(column, type, row);
            return value === null ? null : valueToJson(value, type, timeZone);
          }),
          STRING,
        ),
      ],
    });
    names.set(id, name);
    return name;
  };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The text of a scalar that is not NULL. */
function scalarText(type: DataType, column: string): string {
  switch (type.kind) {
    case "timestamp":
      return timestampText(column);
    case "binary":
      return `to_base64(${column})`;
    case "float":
    case "double":
      return `CASE WHEN isnan(${column}) THEN 'NaN' WHEN isinf(${column}) THEN CASE WHEN ${column} > 0 THEN 'Infinity' ELSE '-Infinity' END ELSE ${column}::VARCHAR END`;
    default:
      return `${column}::VARCHAR`;
  }
}

/**
 * Of a TIMESTAMPTZ, whatever its microseconds are: the last are an infinity to DuckDB, and of the hours before the first day
 * that it knows it writes no text. Not by a cast to TIMESTAMP, which rounds far from now.
 */
function timestampText(column: string): string {
  const text = (micros: string, format: string): string => `strftime(make_timestamp(${micros}), '${format}')`;
  const micros = `epoch_us(${column})`;
  const time = "%H:%M:%S.%fZ";
  return `CASE WHEN ${micros} >= ${FIRST_MICROS} THEN ${text(micros, `%Y-%m-%dT${time}`)}
    WHEN ${column} = TIMESTAMPTZ 'infinity' THEN '294247-01-10T04:00:54.775807Z'
    WHEN ${column} = TIMESTAMPTZ '-infinity' THEN '-290308-12-21T19:59:05.224193Z'
    ELSE '-290308-12-21T' || ${text(`${micros} + 86400000000`, time)} END`;
}

function csvLine(fields: readonly RowField[], nested: NestedTexts): string {
  const parts = fields.map(({ name, type }) => {
    const column = sqlName(name);
    const quote = (text: string): string => `'"' || replace(${text}, '"', '""') || '"'`;
    switch (type.kind) {
      case "string":
        return `coalesce(${quote(column)}, '')`;
      case "array":
      case "map":
      case "struct":
        return `coalesce(${quote(`${nested(type)}(${column})`)}, '')`;
      case "binary":
        // No bytes are not NULL.
        return `coalesce(${quote(scalarText(type, column))}, '')`;
      default:
        return `coalesce(${scalarText(type, column)}, '')`;
    }
  });
  return parts.join(" || ',' || ");
}

function jsonLine(fields: readonly RowField[], nested: NestedTexts): string {
  const members = fields.map(({ name, type }, i) => {
    const column = sqlName(name);
    const key = sqlText(`${i === 0 ? "" : ","}${JSON.stringify(name)}:`);
    return `${key} || coalesce(${memberJson(type, column, nested)}, 'null')`;
  });
  return `'{' || ${members.join(" || ")} || '}'`;
}

function memberJson(type: DataType, column: string, nested: NestedTexts): string {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return `${column}::VARCHAR`;
    case "float":
    case "double":
      return `CASE WHEN isfinite(${column}) THEN ${column}::VARCHAR ELSE '"' || ${scalarText(type, column)} || '"' END`;
    case "string":
      return `to_json(${column})::VARCHAR`;
    case "array":
    case "map":
    case "struct":
      return `${nested(type)}(${column})`;
    default:
      return `'"' || ${scalarText(type, column)} || '"'`;
  }
}
