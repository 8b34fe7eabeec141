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
    const groups = groupsOf(rows, request, table).map(({ path, ...group }) => ({
      ...group,
      table: t,
      file: position.get(path) ?? -1,
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

/** The columns of `statistics`. */
type Statistic = readonly [
  file: string,
  group: number,
  rows: number,
  path: string,
  whole: boolean,
  ...unknown[],
];

interface FoundGroup extends Pick<RowGroup, "rows" | "whole" | "times" | "keys"> {
  readonly path: string;
  readonly index: number;
}

function groupsOf(
  rows: readonly unknown[],
  { columns, event, key }: RowGroupsRequest,
  { parquet }: FileTable,
): readonly FoundGroup[] {
  const nameOf = (column: number | undefined): string => parquet?.names[column ?? -1] ?? "";
  const wanted = new Set(columns.map(nameOf));
  const byGroup = new Map<string, Statistic[]>();
  for (const row of rows as readonly Statistic[]) {
    const id = `${row[1]} ${row[0]}`;
    const same = byGroup.get(id);
    if (same === undefined) byGroup.set(id, [row]);
    else same.push(row);
  }
  return [...byGroup.values()].flatMap((of): readonly FoundGroup[] => {
    const [first] = of;
    if (first === undefined) return [];
    // A column within another may have a path that is the name of a third.
    const only = (name: string): Statistic | undefined => {
      const found = of.filter((row) => row[3] === name);
      return found.length === 1 ? found[0] : undefined;
    };
    const times = only(nameOf(event));
    return [
      {
        path: first[0],
        index: first[1],
        rows: first[2],
        whole: [...wanted].every((name) => only(name)?.[4] === true),
        times: times?.[4] === true ? bounds(times[5], times[6]) : undefined,
        keys: bounds(only(nameOf(key))?.[7], only(nameOf(key))?.[8]),
      },
    ];
  });
}

const bounds = (least: unknown, greatest: unknown): Bounds | undefined =>
  typeof least === "string" && typeof greatest === "string"
    ? { least: BigInt(least), greatest: BigInt(greatest) }
    : undefined;

const INTEGERS = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT"];

/** One row a row group and column. Bounds are those of the writer, which DuckDB's own filters go by as well. */
function statistics({ columns, event, key }: RowGroupsRequest, table: FileTable): string {
  const { files, names } = table.parquet ?? { files: [], names: [] };
  const path = (column: number): string => sqlText(names[column] ?? "");
  const of = (
    column: number | undefined,
    types: readonly string[],
    sql: (value: string) => string,
  ): string[] => {
    const type = column === undefined ? "" : (table.columns[column]?.type ?? "");
    return ["stats_min_value", "stats_max_value"].map((name) =>
      column === undefined || !types.includes(type)
        ? "NULL"
        : `CASE WHEN path_in_schema = ${path(column)} THEN ${sql(`try_cast(${name} AS ${type})`)} END::VARCHAR`,
    );
  };
  const selected = [
    "file_name",
    "row_group_id::INTEGER",
    "row_group_num_rows::DOUBLE",
    "path_in_schema",
    "coalesce(stats_null_count = 0, false)",
    ...of(event, ["TIMESTAMP"], (value) => `CASE WHEN isfinite(${value}) THEN epoch_us(${value}) END`),
    ...of(key, INTEGERS, (value) => value),
  ];
  const wanted = [...columns, event, ...(key === undefined ? [] : [key])].map(path);
  return `SELECT ${selected.join(", ")} FROM parquet_metadata([${files.map(sqlText).join(", ")}]) WHERE path_in_schema IN (${wanted.join(", ")})`;
}
