import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Int64 } from "@pinion/core";
import type { RowField } from "../../ports.js";
import { sqlName, sqlText } from "../../sources/duckdb/sql-types.js";
import { parquetPart, PARQUET_OPTIONS } from "./formats.js";

/** The column that tells as of when a row's features are. */
export const AS_OF_COLUMN = "as_of";

export interface CopyRequest {
  readonly connection: DuckDBConnection;
  /** Of columns `cutoff`, `v0`, `v1`, …. */
  readonly table: string;
  readonly fields: readonly RowField[];
  readonly cutoffs: readonly Int64[];
  /** The positions of the cutoffs that get a file. */
  readonly wanted: readonly number[];
  /** By the position of the cutoff, how many rows the table has of it. */
  readonly rows: readonly number[];
  readonly fileOf: (cutoff: number) => string;
}

/** DuckDB writes so many files of one statement side by side; of more it would begin some anew. */
const OPEN_FILES = 100;
/** Of more rows, a statement for each file takes no longer, and holds less. */
const ROWS_TOGETHER = 250_000;

/** Writes the rows of each cutoff into a file of its own: of few rows all with one statement. */
export async function copyCutoffs(request: CopyRequest): Promise<void> {
  const { wanted, rows } = request;
  const total = wanted.reduce((sum, cutoff) => sum + (rows[cutoff] ?? 0), 0);
  const filled = wanted.filter((cutoff) => (rows[cutoff] ?? 0) > 0);
  const together = total <= ROWS_TOGETHER && filled.length > 1 ? filled : [];
  for (let at = 0; at < together.length; at += OPEN_FILES)
    await copyTogether(request, together.slice(at, at + OPEN_FILES));
  for (const cutoff of wanted) if (!together.includes(cutoff)) await copyAlone(request, cutoff);
}

async function copyAlone(request: CopyRequest, cutoff: number): Promise<void> {
  const { connection, cutoffs, table, fileOf } = request;
  const columns = [...columnsOf(request), asOf(`${cutoffs[cutoff] ?? 0}::BIGINT`)];
  const select = `(SELECT ${columns.join(", ")} FROM ${table} WHERE cutoff = ${cutoff})`;
  await connection.run(parquetPart.copy(select, fileOf(cutoff)));
}

async function copyTogether(request: CopyRequest, together: readonly number[]): Promise<void> {
  const { connection, cutoffs, table, fields, fileOf } = request;
  const names = new Set([...fields.map(({ name }) => name), AS_OF_COLUMN].map((name) => name.toLowerCase()));
  let partition = "cutoff";
  while (names.has(partition)) partition += "_";
  const times = `[${cutoffs.join(", ")}]::BIGINT[]`;
  const columns = [
    ...columnsOf(request),
    asOf(`list_extract(${times}, cutoff + 1)`),
    `cutoff AS ${partition}`,
  ];
  const folder = join(dirname(fileOf(together[0] ?? 0)), "together");
  const select = `SELECT ${columns.join(", ")} FROM ${table} WHERE cutoff IN (${together.join(", ")})`;
  await connection.run(
    `COPY (${select}) TO ${sqlText(folder)} (${PARQUET_OPTIONS}, PARTITION_BY (${partition}))`,
  );
  for (const cutoff of together) {
    const part = join(folder, `${partition}=${cutoff}`);
    const files = existsSync(part) ? readdirSync(part).map((file) => join(part, file)) : [];
    const [only] = files;
    if (only !== undefined && files.length === 1) renameSync(only, fileOf(cutoff));
    else await copyAlone(request, cutoff);
  }
  rmSync(folder, { recursive: true });
}

const columnsOf = ({ fields }: CopyRequest): readonly string[] =>
  fields.map(({ name }, i) => `v${i} AS ${sqlName(name)}`);

const asOf = (micros: string): string => `make_timestamptz(${micros}) AS ${sqlName(AS_OF_COLUMN)}`;
