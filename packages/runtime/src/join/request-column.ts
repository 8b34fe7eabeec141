import { PinionError, STRING, type ColumnEntry, type Value } from "@pinion/core";
import { parseBody } from "../http/json/parse.js";
import { typeNamed } from "../materialise/evaluate.js";
import { columnReader } from "../serve/request-rows.js";
import type { Database } from "../sources/duckdb/database.js";
import { duckdbType, isDuckdbTimestamp } from "../sources/duckdb/sql-types.js";
import { textFunction } from "../sources/duckdb/text-functions.js";
import { typedColumn, type TextFunctions, type TypedColumn } from "../sources/duckdb/typed-column.js";
import type { ObservationColumn } from "./observation-file.js";

export interface RequestColumns {
  readonly database: Database;
  readonly functions: TextFunctions;
  readonly timeZone: string;
  readonly what: string;
}

/**
 * A request column of observations. Where these have types of their own a value is judged as one of a call of the serving API, by the
 * same reader, so that no row is learnt from that could not be asked for; texts of CSV as in sources. Throws PN5004.
 */
export function requestColumn(
  { database, functions, timeZone, what }: RequestColumns,
  column: ColumnEntry,
  file: ObservationColumn,
): TypedColumn {
  const typed = typedColumn(column, file, functions, what);
  const type = typeNamed(column.type);
  const json = jsonOf(file, functions);
  if (json === undefined || duckdbType(type) === undefined) return typed;
  const entry = { ...column, nullable: true };
  const read = columnReader([{ name: column.name, type: column.type }], [entry], timeZone, "observation");
  const name = textFunction(database, STRING, type, (text): Value => {
    try {
      const value = read({ [column.name]: parseBody(text as string) }, 0)[0] ?? null;
      return type.kind === "timestamp" && !isDuckdbTimestamp(value as number | bigint) ? null : value;
    } catch (error) {
      if (error instanceof PinionError) return null;
      throw error;
    }
  });
  const value = `${name}(${json})`;
  return { ...typed, value, raw: file.raw, bad: `((${file.raw}) IS NOT NULL AND (${value}) IS NULL)` };
}

/** SQL for the JSON of a value that has been written as JSON, or is a text among others that are none. */
function jsonOf({ raw, json, typedText }: ObservationColumn, functions: TextFunctions): string | undefined {
  if (json !== undefined) return `${functions.member(json.name)}(${json.document})`;
  return typedText === true ? `to_json((${raw})::VARCHAR)::VARCHAR` : undefined;
}
