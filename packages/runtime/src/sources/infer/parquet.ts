import {
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
  type DuckDBConnection,
  type DuckDBType,
} from "@duckdb/node-api";
import type { DataType, StructField } from "@pinion/core";
import { sqlText } from "../duckdb/sql-types.js";
import type { InferredColumn, InferredFile } from "./inferred.js";

/** Columns of Parquet, as its schema says. */
export async function inferParquet(connection: DuckDBConnection, path: string): Promise<InferredFile> {
  const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet(${sqlText(path)}) LIMIT 0`);
  const required = await requiredColumns(connection, path);
  const columns: InferredColumn[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  reader.columnNames().forEach((name, i) => {
    const there = reader.columnType(i);
    const type = typeOf(there);
    if (type === undefined) leftOut.push({ name, reason: `it is ${there.toString()}` });
    else columns.push({ name, type, nullable: !required.has(name) });
  });
  return { format: "parquet", columns, leftOut };
}

/** The columns that the schema says have no NULL. */
async function requiredColumns(connection: DuckDBConnection, path: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT name, num_children, repetition_type FROM parquet_schema(${sqlText(path)})`;
  const [, ...elements] = (await connection.runAndReadAll(sql)).getRowsJS();
  const required = new Set<string>();
  // Children stand behind their parents.
  let inside = 0;
  for (const [name, children, repetition] of elements) {
    if (inside > 0) inside--;
    else if (repetition === "REQUIRED") required.add(String(name));
    inside += Number(children ?? 0);
  }
  return required;
}

const KINDS: ReadonlyMap<DuckDBTypeId, DataType> = new Map<DuckDBTypeId, DataType>([
  [DuckDBTypeId.BOOLEAN, { kind: "boolean" }],
  [DuckDBTypeId.TINYINT, { kind: "tinyint" }],
  [DuckDBTypeId.SMALLINT, { kind: "smallint" }],
  [DuckDBTypeId.INTEGER, { kind: "int" }],
  [DuckDBTypeId.BIGINT, { kind: "bigint" }],
  [DuckDBTypeId.UTINYINT, { kind: "smallint" }],
  [DuckDBTypeId.USMALLINT, { kind: "int" }],
  [DuckDBTypeId.UINTEGER, { kind: "bigint" }],
  [DuckDBTypeId.UBIGINT, { kind: "decimal", precision: 20, scale: 0 }],
  [DuckDBTypeId.FLOAT, { kind: "float" }],
  [DuckDBTypeId.DOUBLE, { kind: "double" }],
  [DuckDBTypeId.VARCHAR, { kind: "string" }],
  [DuckDBTypeId.ENUM, { kind: "string" }],
  [DuckDBTypeId.UUID, { kind: "string" }],
  [DuckDBTypeId.BLOB, { kind: "binary" }],
  [DuckDBTypeId.DATE, { kind: "date" }],
  [DuckDBTypeId.TIMESTAMP, { kind: "timestamp" }],
  [DuckDBTypeId.TIMESTAMP_S, { kind: "timestamp" }],
  [DuckDBTypeId.TIMESTAMP_MS, { kind: "timestamp" }],
  [DuckDBTypeId.TIMESTAMP_NS, { kind: "timestamp" }],
  [DuckDBTypeId.TIMESTAMP_TZ, { kind: "timestamp" }],
]);

/** The type that holds the values of DuckDB's; undefined where none does. */
export function typeOf(type: DuckDBType): DataType | undefined {
  if (type instanceof DuckDBDecimalType) return { kind: "decimal", precision: type.width, scale: type.scale };
  if (type instanceof DuckDBListType) {
    const element = typeOf(type.valueType);
    return element && { kind: "array", element };
  }
  if (type instanceof DuckDBMapType) {
    const [key, value] = [typeOf(type.keyType), typeOf(type.valueType)];
    return key && value && { kind: "map", key, value };
  }
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.flatMap((name, i): StructField[] => {
      const entry = type.entryTypes[i];
      const of = entry && typeOf(entry);
      return of === undefined ? [] : [{ name, type: of }];
    });
    return fields.length < type.entryNames.length || fields.length === 0
      ? undefined
      : { kind: "struct", fields };
  }
  return KINDS.get(type.typeId);
}
