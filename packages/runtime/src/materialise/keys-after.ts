import type { DataType, Value } from "@pinion/core";
import { isDuckdbTimestamp, sqlText } from "../sources/duckdb/sql-types.js";

/**
 * A condition that is true of the keys behind one, in the order of keys: of SQL for each part, its type and value. Undefined
 * where SQL does not say it as exactly.
 */
export function keysAfter(
  parts: readonly string[],
  types: readonly DataType[],
  after: readonly Value[],
): string | undefined {
  if (parts.length === 0) return undefined;
  const literals = types.map((type, i) => literal(type, after[i] ?? null));
  if (literals.includes(undefined)) return undefined;
  const ways = parts.map((part, i) => {
    const same = parts.slice(0, i).map((earlier, j) => `${earlier} = ${literals[j] ?? ""}`);
    return `(${[...same, `${part} > ${literals[i] ?? ""}`].join(" AND ")})`;
  });
  return ways.join(" OR ");
}

function literal(type: DataType, value: Value): string | undefined {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return typeof value === "number" || typeof value === "bigint" ? `'${value}'::BIGINT` : undefined;
    case "date":
      return typeof value === "number" ? `(DATE '1970-01-01' + '${value}'::INTEGER)` : undefined;
    case "timestamp":
      return (typeof value === "number" || typeof value === "bigint") && isDuckdbTimestamp(value)
        ? `make_timestamp('${value}'::BIGINT)`
        : undefined;
    case "string":
      return typeof value === "string" && !value.includes("\0") ? sqlText(value) : undefined;
    default:
      return undefined;
  }
}
