import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  FLOAT,
  INTEGER,
  LIST,
  MAP,
  SMALLINT,
  STRUCT,
  TIMESTAMP,
  TINYINT,
  VARCHAR,
  type DuckDBType,
} from "@duckdb/node-api";
import type { DataType } from "@pinion/core";

/** The driver's description of the DuckDB type that holds values of a type. */
export function logicalType(type: DataType): DuckDBType {
  switch (type.kind) {
    case "boolean":
      return BOOLEAN;
    case "tinyint":
      return TINYINT;
    case "smallint":
      return SMALLINT;
    case "int":
      return INTEGER;
    case "bigint":
      return BIGINT;
    case "float":
      return FLOAT;
    case "double":
      return DOUBLE;
    case "decimal":
      return DECIMAL(type.precision, type.scale);
    case "string":
      return VARCHAR;
    case "binary":
      return BLOB;
    case "date":
      return DATE;
    case "timestamp":
      return TIMESTAMP;
    case "array":
      return LIST(logicalType(type.element));
    case "map":
      return MAP(logicalType(type.key), logicalType(type.value));
    case "struct":
      return STRUCT(Object.fromEntries(type.fields.map((field) => [field.name, logicalType(field.type)])));
    default:
      throw new Error(`DuckDB is not handed ${type.kind}`);
  }
}
