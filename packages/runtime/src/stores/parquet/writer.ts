import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import duckdb from "@duckdb/node-bindings";
import { DuckDBDataChunk, TIMESTAMPTZ, type DuckDBAppender, type DuckDBType } from "@duckdb/node-api";
import { INT, TIMESTAMP, type DataType, type Value } from "@pinion/core";
import type { OfflineOptions, OfflineRow, OfflineWriter } from "../../ports.js";
import type { Database } from "../../sources/duckdb/database.js";
import { logicalType } from "../../sources/duckdb/logical-type.js";
import { duckdbType, sqlText } from "../../sources/duckdb/sql-types.js";
import { columnOf, writeVector } from "../../sources/duckdb/vector-write.js";
import { OFFLINE_FORMATS, partFile, partWriter, type OfflineFormat } from "./formats.js";
import { AS_OF_COLUMN, copyCutoffs } from "./copy-cutoffs.js";
import { guard } from "./guard.js";
import type { Staging } from "./staging.js";

const CHUNK_ROWS = 2048;

/** Where the partition of a cutoff is. */
export interface PartitionPlace {
  readonly folder: string;
  /** The number of its file in the folder. */
  readonly part: number;
}

export interface PartitionsRequest {
  readonly database: Database;
  readonly options: OfflineOptions;
  readonly staging: Staging;
  readonly format: OfflineFormat;
  readonly placeOf: (cutoff: number) => PartitionPlace;
  readonly release: () => void;
}

/**
 * Rows of all cutoffs go into one buffer of DuckDB's, which spills. A checkpoint cuts it into a file for each cutoff;
 * a partition is the only file of its cutoff, or the files of all ranges behind each other.
 */
export function partitionsWriter(request: PartitionsRequest): OfflineWriter {
  const { database, options, staging, placeOf, format } = request;
  const { connection } = database;
  const { cutoffs, keys, schema } = options;
  const fields = [...keys, ...schema.fields];
  const types: readonly DataType[] = [INT, ...fields.map(({ type }) => type)];
  const written = [...fields, { name: AS_OF_COLUMN, type: TIMESTAMP }];
  const part = partWriter(database, format, written, options.timeZone);
  const declared = fields.map(({ type }, i) => `v${i} ${bufferType(type)}`);
  let buffer: { readonly table: string; readonly appender: DuckDBAppender } | undefined;
  let pending: { readonly cutoff: number; readonly row: OfflineRow }[] = [];
  /** How many rows of each cutoff this attempt was given, in all and since the last checkpoint. */
  const given = cutoffs.map(() => 0);
  let buffered = cutoffs.map(() => 0);
  let kept = 0;

  const flush = async (): Promise<void> => {
    if (buffer === undefined) {
      const table = database.fresh("rows");
      await connection.run(`CREATE TABLE ${table} (${["cutoff INTEGER", ...declared].join(", ")})`);
      buffer = { table, appender: await connection.createAppender(table) };
    }
    const rows = pending;
    pending = [];
    for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
      const part = rows.slice(at, at + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types.map(bufferedAs), part.length);
      types.forEach((type, i) => {
        const values = part.map(({ cutoff, row }) => valueAt(cutoff, row, i));
        writeVector(duckdb.data_chunk_get_vector(chunk.chunk, i), columnOf(values, type), type, part.length);
      });
      buffer.appender.appendDataChunk(chunk);
    }
  };
  const drop = async (): Promise<void> => {
    const old = buffer;
    buffer = undefined;
    pending = [];
    if (old === undefined) return;
    closeQuietly(old.appender);
    await connection.run(`DROP TABLE IF EXISTS ${old.table}`);
  };
  /** Whether a file could be written is told by its folder, which no message of DuckDB's names as users know it. */
  const guarded = <T>(action: () => Promise<T>): Promise<T> =>
    guard(`the offline store ${placeOf(0).folder}`, action);

  return {
    reached: staging.reached(),
    keep: (range) =>
      guarded(async () => {
        kept = range;
        staging.keep(range);
      }),
    write: async (cutoff, rows) => {
      for (const row of rows) pending.push({ cutoff, row });
      given[cutoff] = (given[cutoff] ?? 0) + rows.length;
      buffered[cutoff] = (buffered[cutoff] ?? 0) + rows.length;
      if (pending.length >= CHUNK_ROWS) await guarded(flush);
    },
    checkpoint: (range) =>
      guarded(async () => {
        await flush();
        const { table, appender } = buffer ?? { table: "", appender: undefined };
        appender?.closeSync();
        const rows = buffered;
        buffered = cutoffs.map(() => 0);
        await staging.stage(range, async (fileOf) =>
          copyCutoffs({
            connection,
            table,
            fields,
            cutoffs,
            // Every cutoff has a partition, with rows or without; later ranges need not say that they have none.
            wanted: [...cutoffs.keys()].filter((cutoff) => range === 1 || (rows[cutoff] ?? 0) > 0),
            rows,
            fileOf,
          }),
        );
        await drop();
      }),
    finish: (cutoff) =>
      guarded(async () => {
        const { folder, part: number } = placeOf(cutoff);
        const file = join(folder, partFile(format, number));
        const files = staging.files(cutoff);
        let rows = staging.rowsOf(cutoff);
        if (files !== undefined) {
          const list = `read_parquet([${files.map(sqlText).join(", ")}])`;
          rows = kept === 0 ? given[cutoff] : await countOf(database, `FROM ${list}`);
          mkdirSync(folder, { recursive: true });
          const [only] = files;
          if (files.length === 1 && only !== undefined && format === "parquet") renameSync(only, file);
          else {
            const aside = staging.aside(cutoff);
            await connection.run(part.copy(list, aside));
            renameSync(aside, file);
          }
          // What another format left would be read beside it.
          for (const other of OFFLINE_FORMATS)
            if (other !== format) rmSync(join(folder, partFile(other, number)), { force: true });
          staging.finished(cutoff, rows ?? 0);
        }
        rows ??= await countOf(database, `FROM ${part.from(file)}`);
        return { path: folder, rows, bytes: statSync(file).size };
      }),
    close: async (keepStaged) => {
      try {
        await drop();
        if (!keepStaged) await guarded(async () => staging.remove());
      } finally {
        request.release();
      }
    },
  };
}

/**
 * Timestamps are instants, and said to be: others would be read in the reader's time zone. They are so from the start, for
 * a cast goes over milliseconds in a double, which far from now are other ones.
 */
const bufferType = (type: DataType): string =>
  type.kind === "timestamp" ? "TIMESTAMPTZ" : (duckdbType(type) ?? "VARCHAR");
const bufferedAs = (type: DataType): DuckDBType =>
  type.kind === "timestamp" ? TIMESTAMPTZ : logicalType(type);

function valueAt(cutoff: number, { keys, values }: OfflineRow, column: number): Value {
  if (column === 0) return cutoff;
  return (column <= keys.length ? keys[column - 1] : values[column - 1 - keys.length]) ?? null;
}

/** An appender that failed fails again when it is closed. */
function closeQuietly(appender: DuckDBAppender): void {
  try {
    appender.closeSync();
  } catch {
    // What it held is given up.
  }
}

async function countOf(database: Database, from: string): Promise<number> {
  const rows = (await database.connection.runAndReadAll(`SELECT count(*)::DOUBLE ${from}`)).getRowsJS();
  return Number(rows[0]?.[0] ?? 0);
}
