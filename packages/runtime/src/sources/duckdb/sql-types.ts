import type { DataType, Int64 } from "@pinion/core";

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

/**
 * What DuckDB takes for a timestamp that is none of its infinities, in microseconds: `-290308-12-22 00:00:00` to
 * `294247-01-10 04:00:54.775806`. Of others it cannot make texts or dates.
 */
export const FIRST_MICROS = -9_223_372_022_400_000_000n;
export const LAST_MICROS = 9_223_372_036_854_775_806n;

/** Whether it is one of these. */
export const isDuckdbTimestamp = (micros: Int64): boolean =>
  typeof micros === "number" || (micros >= FIRST_MICROS && micros <= LAST_MICROS);

/** A name or a text inside SQL. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
