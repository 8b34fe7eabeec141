import type { DataType, Value } from "@pinion/core";

/** The microseconds that DuckDB makes timestamps of; the utmost mean infinity. */
const FIRST_INSTANT = -9223372022400000000n;
const LAST_INSTANT = 9223372036854775806n;

/** A constant in DuckDB's SQL, of exactly its type; undefined where DuckDB has no such value. */
export function sqlLiteral(value: Value, type: DataType): string | undefined {
  const name = sqlType(type);
  if (name === undefined) return undefined;
  if (value === null) return `CAST(NULL AS ${name})`;
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
    case "number":
      return number(value, type, name);
    case "string":
      return isPlain(value) ? sqlText(value) : undefined;
    default:
      return value instanceof Uint8Array ? bytes(value) : undefined;
  }
}

/** The type of DuckDB whose values are those of a type; undefined where there is none. */
export function sqlType(type: DataType): string | undefined {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
    case "smallint":
    case "bigint":
    case "float":
    case "double":
    case "date":
      return type.kind.toUpperCase();
    case "int":
      return "INTEGER";
    case "timestamp":
      return "TIMESTAMP";
    case "decimal":
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case "string":
      return "VARCHAR";
    case "binary":
      return "BLOB";
    default:
      return undefined;
  }
}

/** A text in quotes; within them nothing but the quote itself means anything. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Whether DuckDB keeps the text as it is: no NUL, no half of a character. */
const isPlain = (text: string): boolean => !text.includes("\0") && !/\p{Cs}/u.test(text);

function number(value: number | bigint, type: DataType, name: string): string | undefined {
  switch (type.kind) {
    case "float":
    case "double":
      return `CAST('${Object.is(value, -0) ? "-0.0" : String(value)}' AS ${name})`;
    case "decimal":
      return `CAST('${scaled(BigInt(value), type.scale)}' AS ${name})`;
    case "date":
      // The utmost days mean infinity.
      return Math.abs(Number(value)) === 2147483647
        ? undefined
        : `(DATE '1970-01-01' + CAST(${value} AS INTEGER))`;
    case "timestamp":
      return value < FIRST_INSTANT || value > LAST_INSTANT
        ? undefined
        : `make_timestamp(CAST('${value}' AS BIGINT))`;
    default:
      return `CAST('${value}' AS ${name})`;
  }
}

function scaled(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const point = digits.length - scale;
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function bytes(value: Uint8Array): string {
  const hex = [...value].map((byte) => `\\x${byte.toString(16).padStart(2, "0").toUpperCase()}`);
  return `CAST('${hex.join("")}' AS BLOB)`;
}
