import type { DataType } from "@pinion/core";

/**
 * The DuckDB type that holds values of a type: TIMESTAMP without zone holds microseconds UTC. Undefined
 * where DuckDB holds none, or Pinion does not hand it any.
 */
export function duckdbType(type: DataType): string | undefined {
  switch (type.kind) {
    case "boolean":
      return "BOOLEAN";
    case "tinyint":
      return "TINYINT";
    case "smallint":
      return "SMALLINT";
    case "int":
      return "INTEGER";
    case "bigint":
      return "BIGINT";
    case "float":
      return "FLOAT";
    case "double":
      return "DOUBLE";
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "string":
      return "VARCHAR";
    case "binary":
      return "BLOB";
    case "date":
      return "DATE";
    case "timestamp":
      return "TIMESTAMP";
    case "array": {
      const element = duckdbType(type.element);
      return element && `${element}[]`;
    }
    case "map": {
      const [key, value] = [duckdbType(type.key), duckdbType(type.value)];
      return key && value && `MAP(${key}, ${value})`;
    }
    default:
      return undefined;
  }
}

/** A name or a text inside SQL. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
