import type { DataType } from "../types/index.js";
import type { SqlParts } from "./record.js";

/** `FILTER (WHERE …)` of the row's filter and further conditions; nothing where every row counts. */
export function only({ filter }: SqlParts, ...more: readonly string[]): string {
  const conditions = [...(filter === undefined ? [] : [filter]), ...more];
  return conditions.length === 0 ? "" : ` FILTER (WHERE ${conditions.join(" AND ")})`;
}

/** A sum of integers, wrapped to 64 bits. */
export const wrapped = (sum: string): string =>
  `CASE WHEN ${sum} BETWEEN -9223372036854775808 AND 9223372036854775807 THEN (${sum})::BIGINT ELSE ((((${sum}) + 9223372036854775808::HUGEINT) % 18446744073709551616::HUGEINT + 18446744073709551616::HUGEINT) % 18446744073709551616::HUGEINT - 9223372036854775808::HUGEINT)::BIGINT END`;

/** Whether DuckDB hands over values of a type as Pinion has them. */
export function isHandedOver(type: DataType): boolean {
  switch (type.kind) {
    case "void":
    case "map":
    case "struct":
    case "time":
    case "yearMonthInterval":
    case "dayTimeInterval":
    case "calendarInterval":
      return false;
    case "array":
      return isHandedOver(type.element);
    default:
      return true;
  }
}
