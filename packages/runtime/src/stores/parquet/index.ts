import { mkdirSync, renameSync, rmdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import duckdb from "@duckdb/node-bindings";
import { DuckDBDataChunk } from "@duckdb/node-api";
import { TIMESTAMP, type DataType, type Int64, type Value } from "@pinion/core";
import { showTimestamp } from "@pinion/core/std";
import type { OfflineRow, OfflineSink, PartitionOptions, PartitionWriter } from "../../ports.js";
import { openDuckdb, type Database } from "../../sources/duckdb/database.js";
import { logicalType } from "../../sources/duckdb/logical-type.js";
import { duckdbType, sqlName, sqlText } from "../../sources/duckdb/sql-types.js";
import { columnOf, writeVector } from "../../sources/duckdb/vector-write.js";
import { projectZone } from "../../time/instant.js";
import { guard } from "./guard.js";

export interface ParquetStoreOptions {
  /** The folder of the offline store. */
  readonly path: string;
  /** A folder in it, one for each set of features. Default `df0`. */
  readonly storeName?: string;
}

/** The column that tells as of when a row's features are. */
export const AS_OF_COLUMN = "as_of";
const CHUNK_ROWS = 2048;

/** An offline store of Parquet files: `<path>/<storeName>/daily/yyyy/MM/dd/part-0.parquet`, hourly one level deeper. */
export function parquetStore({ path, storeName = "df0" }: ParquetStoreOptions): OfflineSink {
  const root = resolve(path, storeName);
  let database: Promise<Database> | undefined;
  let open = 0;
  const acquire = (): Promise<Database> => {
    open++;
    database ??= openDuckdb({ scratch: join(resolve(path), ".scratch") });
    return database;
  };
  const release = async (): Promise<void> => {
    open--;
    if (open > 0 || database === undefined) return;
    const closing = database;
    database = undefined;
    (await closing).close();
    try {
      rmdirSync(join(resolve(path), ".scratch"));
    } catch {
      // Another job still uses it, or it was never made.
    }
  };
  return {
    label: `Parquet store ${root}`,
    openPartition: async (options) =>
      guard(root, async () => {
        // Where nothing can be written is told before the rows are computed.
        mkdirSync(root, { recursive: true });
        return partitionWriter(await acquire(), join(root, partitionPath(options)), options, release);
      }),
  };
}

/** `daily/2020/05/20`, in the project's time zone. */
export function partitionPath({
  cutoff,
  resolution,
  timeZone,
}: Pick<PartitionOptions, "cutoff" | "resolution" | "timeZone">): string {
  const [date = "", time = ""] = showTimestamp(cutoff, projectZone(timeZone)).split(" ");
  const day = date.split("-").join("/");
  return resolution === "DAILY" ? `daily/${day}` : `hourly/${day}/${time.slice(0, 2)}`;
}

async function partitionWriter(
  database: Database,
  folder: string,
  { cutoff, keys, schema }: PartitionOptions,
  release: () => Promise<void>,
): Promise<PartitionWriter> {
  const { connection } = database;
  const table = database.fresh("partition");
  const columns: readonly { readonly name: string; readonly type: DataType }[] = [
    ...keys,
    ...schema.fields,
    { name: AS_OF_COLUMN, type: TIMESTAMP },
  ];
  const declared = columns.map(({ name, type }) => `${sqlName(name)} ${duckdbType(type) ?? "VARCHAR"}`);
  await connection.run(`CREATE TABLE ${table} (${declared.join(", ")})`);
  const appender = await connection.createAppender(table);
  let pending: OfflineRow[] = [];
  let rows = 0;

  const flush = (): void => {
    for (let at = 0; at < pending.length; at += CHUNK_ROWS) {
      appender.appendDataChunk(
        chunkOf(
          columns.map(({ type }) => type),
          pending.slice(at, at + CHUNK_ROWS),
          cutoff,
        ),
      );
    }
    pending = [];
  };
  const drop = async (): Promise<void> => {
    await connection.run(`DROP TABLE IF EXISTS ${table}`);
    await release();
  };
  return {
    write: async (batch) => {
      rows += batch.length;
      for (const row of batch) pending.push(row);
      if (pending.length >= CHUNK_ROWS) await guard(folder, async () => flush());
    },
    finish: async () =>
      guard(folder, async () => {
        flush();
        appender.closeSync();
        mkdirSync(folder, { recursive: true });
        const file = join(folder, "part-0.parquet");
        const aside = join(folder, `.part-0.${process.pid}.${table}.tmp`);
        await connection.run(`COPY ${table} TO ${sqlText(aside)} (FORMAT parquet, COMPRESSION zstd)`);
        renameSync(aside, file);
        await drop();
        return { path: dirname(file), rows, bytes: statSync(file).size };
      }),
    abandon: async () => {
      pending = [];
      appender.closeSync();
      await drop();
    },
  };
}

function chunkOf(types: readonly DataType[], rows: readonly OfflineRow[], cutoff: Int64): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types.map(logicalType), rows.length);
  types.forEach((type, i) => {
    const values = rows.map((row): Value => {
      if (i < row.keys.length) return row.keys[i] ?? null;
      if (i === types.length - 1) return cutoff;
      return row.values[i - row.keys.length] ?? null;
    });
    writeVector(duckdb.data_chunk_get_vector(chunk.chunk, i), columnOf(values, type), type, rows.length);
  });
  return chunk;
}
