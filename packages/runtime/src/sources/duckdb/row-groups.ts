import type { DuckDBConnection } from "@duckdb/node-api";
import type { FileTable } from "./file-table.js";
import { sqlText } from "./sql-types.js";

/** A row group of a Parquet file, and what its statistics say. */
export interface RowGroup {
  /** The position among the tables, and that of the file among the table's. */
  readonly table: number;
  readonly file: number;
  /** The place of its first row in the file. */
  readonly from: number;
  readonly rows: number;
  /** Whether the file ends with it. */
  readonly last: boolean;
  /** Whether it is known that none of the columns asked for has a NULL. */
  readonly whole: boolean;
  /** Bounds of the event times, microseconds; undefined where they are not known, or not of every row. */
  readonly times: Bounds | undefined;
  /** Bounds of the numbers in the key's column. */
  readonly keys: Bounds | undefined;
}

export interface Bounds {
  readonly least: bigint;
  readonly greatest: bigint;
}

export interface RowGroupsRequest {
  readonly connection: DuckDBConnection;
  readonly tables: readonly FileTable[];
  /** Positions of columns that should have no NULL. */
  readonly columns: readonly number[];
  /** The event time, as the files have it. */
  readonly event: number;
  /** The key's only column, where it is an integer. */
  readonly key: number | undefined;
}

/** The row groups of Parquet files, file by file in their order; undefined where a table is none. */
export async function readRowGroups(request: RowGroupsRequest): Promise<readonly RowGroup[] | undefined> {
  const all: RowGroup[] = [];
  for (const [t, table] of request.tables.entries()) {
    const { parquet } = table;
    if (parquet === undefined || new Set(parquet.files).size < parquet.files.length) return undefined;
    const position = new Map(parquet.files.map((file, i) => [file, i]));
    const rows = (await request.connection.runAndReadAll(statistics(request, table))).getRowsJS();
    const groups = rows.map((row) => ({
      table: t,
      file: position.get(String(row[0])) ?? -1,
      index: Number(row[1]),
      rows: Number(row[2]),
      whole: row[3] === true,
      times: bounds(row[4], row[5]),
      keys: bounds(row[6], row[7]),
    }));
    if (groups.some(({ file }) => file < 0)) return undefined;
    groups.sort((a, b) => a.file - b.file || a.index - b.index);
    let from = 0;
    groups.forEach(({ index, ...group }, i) => {
      if (index === 0) from = 0;
      all.push({ ...group, from, last: groups[i + 1]?.file !== group.file });
      from += group.rows;
    });
  }
  return all;
}

const bounds = (least: unknown, greatest: unknown): Bounds | undefined =>
  typeof least === "string" && typeof greatest === "string"
    ? { least: BigInt(least), greatest: BigInt(greatest) }
    : undefined;

const INTEGERS = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT"];

/** One row a row group. Bounds are those of the writer, which DuckDB's own filters go by as well. */
function statistics({ columns, event, key }: RowGroupsRequest, table: FileTable): string {
  const { files, names } = table.parquet ?? { files: [], names: [] };
  const path = (column: number): string => sqlText(names[column] ?? "");
  const of = (column: number | undefined, type: string, sql: (value: string) => string): string[] =>
    ["stats_min_value", "stats_max_value"].map((name) =>
      column === undefined || table.columns[column]?.type !== type
        ? "NULL"
        : `max(${sql(`try_cast(${name} AS ${type})`)}) FILTER (WHERE path_in_schema = ${path(column)})::VARCHAR`,
    );
  const keyType = INTEGERS.find((type) => key !== undefined && table.columns[key]?.type === type) ?? "";
  const wanted = columns.map(path);
  const those = `path_in_schema IN (${wanted.join(", ")})`;
  const size = new Set(wanted).size;
  const selected = [
    "file_name",
    "row_group_id::INTEGER AS id",
    "max(row_group_num_rows)::DOUBLE",
    wanted.length === 0
      ? "true"
      : `count(*) FILTER (WHERE ${those}) = ${size} AND count(*) FILTER (WHERE ${those} AND stats_null_count = 0) = ${size}`,
    ...of(
      event,
      "TIMESTAMP",
      (value) => `CASE WHEN stats_null_count = 0 AND isfinite(${value}) THEN epoch_us(${value}) END`,
    ),
    ...of(key, keyType, (value) => value),
  ];
  return `SELECT ${selected.join(", ")} FROM parquet_metadata([${files.map(sqlText).join(", ")}]) GROUP BY file_name, id`;
}
