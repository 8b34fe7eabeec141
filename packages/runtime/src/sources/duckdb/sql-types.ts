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
      const key = duckdbType(type.key);
      const value = duckdbType(type.value);
      return key && value && `MAP(${key}, ${value})`;
    }
    case "struct": {
      const fields = type.fields.map((field) => {
        const of = duckdbType(field.type);
        return of && `${sqlName(field.name)} ${of}`;
      });
      // DuckDB's structs have fields, and no two that differ by case alone.
      const names = new Set(type.fields.map((field) => field.name.toLowerCase()));
      const whole = names.size === fields.length && !fields.includes(undefined) && fields.length > 0;
      return whole ? `STRUCT(${fields.join(", ")})` : undefined;
    }
    default:
      return undefined;
  }
}

/** A name or a text inside SQL. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
