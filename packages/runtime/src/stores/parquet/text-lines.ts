import { showType, STRING, valueToJson, type DataType } from "@pinion/core";
import type { Database } from "../../sources/duckdb/database.js";
import { registerFunction } from "../../sources/duckdb/kernel-function.js";
import { FIRST_MICROS, sqlText } from "../../sources/duckdb/sql-types.js";
import { columnOf } from "../../sources/duckdb/vector-write.js";
import { valueAt } from "../../sources/duckdb/vectors.js";

/** A column of a file of texts. */
export interface TextField {
  readonly name: string;
  /** SQL of its value; a timestamp is a TIMESTAMPTZ. */
  readonly column: string;
  /** `json`: it is the text of a JSON value already. */
  readonly type: DataType | "json";
  /** Of times within lists, maps and structs, where it is not that of the file. */
  readonly timeZone?: string;
}

export interface CsvStyle {
  readonly format: "csv";
  /** One character. */
  readonly delimiter: string;
  /** Which texts stand in quotes: all, or those that could not be read again without. */
  readonly quoting: "all" | "needed";
}

export type LineStyle = CsvStyle | { readonly format: "jsonl" };

/** Lines as they are: nothing is quoted, for they are quoted already. */
const LINES = `(FORMAT csv, HEADER false, DELIMITER '\u0001', QUOTE '', ESCAPE '')`;

/**
 * Gives a statement that writes rows as CSV or JSON Lines, in their order. Texts are made so that a source with the columns'
 * types reads the same values: numbers in all their digits, NaN and infinities as such words, instants in UTC with their zone,
 * bytes in Base64, lists and maps in JSON; a NULL of CSV is nothing, an empty text two quotes.
 */
export function copyLines(
  database: Database,
  style: LineStyle,
  fields: readonly TextField[],
  timeZone: string,
): (from: string, path: string) => string {
  const nested = nestedTexts(database, timeZone);
  const line = style.format === "csv" ? csvLine(fields, style, nested) : jsonLine(fields, nested);
  const header =
    style.format === "csv" ? `SELECT ${sqlText(csvHeader(fields, style))} AS line UNION ALL ` : "";
  return (from, path) => `COPY (${header}SELECT ${line} AS line FROM ${from}) TO ${sqlText(path)} ${LINES}`;
}

/** Gives the name of a function of SQL that makes JSON of a nested type. */
type NestedTexts = (type: DataType, timeZone?: string) => string;

function nestedTexts(database: Database, ownZone: string): NestedTexts {
  const names = new Map<string, string>();
  return (type, timeZone = ownZone) => {
    const id = `${timeZone} ${showType(type)}`;
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

function csvHeader(fields: readonly TextField[], { delimiter, quoting }: CsvStyle): string {
  const plain = (name: string): boolean =>
    quoting === "needed" && name !== "" && !/["\r\n\uFEFF]/u.test(name) && !name.includes(delimiter);
  return fields.map(({ name }) => (plain(name) ? name : `"${name.replaceAll('"', '""')}"`)).join(delimiter);
}

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

function csvLine(
  fields: readonly TextField[],
  { delimiter, quoting }: CsvStyle,
  nested: NestedTexts,
): string {
  const special = sqlText(`["\\r\\n${delimiter}]`);
  const quote = (text: string): string => {
    const inQuotes = `'"' || replace(${text}, '"', '""') || '"'`;
    return quoting === "all"
      ? inQuotes
      : `CASE WHEN ${text} = '' OR regexp_matches(${text}, ${special}) THEN ${inQuotes} ELSE ${text} END`;
  };
  const parts = fields.map(({ column, type, timeZone }) => {
    if (type === "json") return `coalesce(${quote(`${column}::VARCHAR`)}, '')`;
    switch (type.kind) {
      case "string":
        return `coalesce(${quote(column)}, '')`;
      case "array":
      case "map":
      case "struct":
        return `coalesce(${quote(`${nested(type, timeZone)}(${column})`)}, '')`;
      case "binary":
        // No bytes are not NULL.
        return `coalesce(${quote(scalarText(type, column))}, '')`;
      default:
        return `coalesce(${scalarText(type, column)}, '')`;
    }
  });
  return parts.join(` || ${sqlText(delimiter)} || `);
}

function jsonLine(fields: readonly TextField[], nested: NestedTexts): string {
  const members = fields.map((field, i) => {
    const key = sqlText(`${i === 0 ? "" : ","}${JSON.stringify(field.name)}:`);
    return `${key} || coalesce(${memberJson(field, nested)}, 'null')`;
  });
  return `'{' || ${members.join(" || ")} || '}'`;
}

function memberJson({ type, column, timeZone }: TextField, nested: NestedTexts): string {
  if (type === "json") return `${column}::VARCHAR`;
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
      return `${nested(type, timeZone)}(${column})`;
    default:
      return `'"' || ${scalarText(type, column)} || '"'`;
  }
}
