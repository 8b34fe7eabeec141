import type { RowField } from "../../ports.js";
import type { Database } from "../../sources/duckdb/database.js";
import { sqlName, sqlText } from "../../sources/duckdb/sql-types.js";
import { copyLines } from "./text-lines.js";

export type OfflineFormat = "parquet" | "csv" | "jsonl";

export const OFFLINE_FORMATS: readonly OfflineFormat[] = ["parquet", "csv", "jsonl"];

/** The name of a partition's file; `part` tells those of one folder apart. */
export const partFile = (format: OfflineFormat, part: number): string => `part-${part}.${format}`;

export interface PartWriter {
  /** A statement that writes the rows of a table of these columns. */
  readonly copy: (from: string, path: string) => string;
  /** What stands behind FROM to read a file again. */
  readonly from: (path: string) => string;
}

export const PARQUET_OPTIONS = "FORMAT parquet, COMPRESSION zstd";

export const parquetPart: PartWriter = {
  copy: (from, path) => `COPY (SELECT * FROM ${from}) TO ${sqlText(path)} (${PARQUET_OPTIONS})`,
  from: (path) => `read_parquet(${sqlText(path)})`,
};

/** How a partition is written. */
export function partWriter(
  database: Database,
  format: OfflineFormat,
  fields: readonly RowField[],
  timeZone: string,
): PartWriter {
  if (format === "parquet") return parquetPart;
  const texts = fields.map(({ name, type }) => ({ name, type, column: sqlName(name) }));
  const style = format === "csv" ? { format, delimiter: ",", quoting: "all" as const } : { format };
  const copy = copyLines(database, style, texts, timeZone);
  return {
    copy,
    from: (path) => {
      if (format === "jsonl")
        return `read_json(${sqlText(path)}, format = 'newline_delimited', columns = {})`;
      const columns = fields.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
      return `read_csv(${sqlText(path)}, header = true, auto_detect = false, quote = '"', escape = '"', columns = {${columns}})`;
    },
  };
}
