import { setImmediate } from "node:timers/promises";
import duckdb from "@duckdb/node-bindings";
import { DuckDBDataChunk } from "@duckdb/node-api";
import type { DataType, Value } from "@pinion/core";
import type { Database } from "./duckdb/database.js";
import type { FileColumn, FileTable } from "./duckdb/file-table.js";
import { logicalType } from "./duckdb/logical-type.js";
import { duckdbType } from "./duckdb/sql-types.js";
import { columnOf, writeVector } from "./duckdb/vector-write.js";

/** A column of rows that DuckDB does not read itself. */
export interface StagedColumn {
  readonly type: DataType;
  /** What the scan is to take it for where that is not `type` itself. */
  readonly as?: "INSTANT" | "TEXT" | "ISO";
}

/** The values of some rows, a list for each column. */
export type StagedBatch = readonly (readonly Value[])[];

/** DuckDB's vectors never hold more. */
export const STAGED_ROWS = 2048;

/**
 * Writes rows into a table of the job's database, which spills to disk what does not fit in memory; one batch is held at a
 * time. `columns` stand by the position of the source's columns, absent where nothing needs them. A batch has at most
 * {@link STAGED_ROWS} rows.
 */
export async function stageTable(
  database: Database,
  columns: readonly (StagedColumn | undefined)[],
  batches: AsyncIterable<StagedBatch> | Iterable<StagedBatch>,
  signal?: AbortSignal,
): Promise<FileTable> {
  const { connection } = database;
  const name = database.fresh("staged");
  const staged = columns.filter((column) => column !== undefined);
  const types = staged.map(({ type }) => type);
  // A table has columns, also where nothing but the number of rows is wanted.
  const declared = types.map((type, i) => `s${i} ${duckdbType(type) ?? "VARCHAR"}`);
  await connection.run(
    `CREATE TABLE ${name} (${declared.length === 0 ? "s0 INTEGER" : declared.join(", ")})`,
  );
  const appender = await connection.createAppender(name);
  try {
    let batchesDone = 0;
    const logical = types.map(logicalType);
    for await (const batch of batches) {
      signal?.throwIfAborted();
      const count = batch[0]?.length ?? 0;
      if (count === 0) continue;
      const chunk = DuckDBDataChunk.create(logical, count);
      types.forEach((type, i) => {
        writeVector(
          duckdb.data_chunk_get_vector(chunk.chunk, i),
          columnOf(batch[i] ?? [], type),
          type,
          count,
        );
      });
      appender.appendDataChunk(chunk);
      // Reading files never waits: others get their turn now and then.
      if (++batchesDone % 16 === 0) await setImmediate();
    }
  } finally {
    appender.closeSync();
  }
  let at = 0;
  return {
    format: "staged",
    from: name,
    columns: columns.map((column): FileColumn | undefined =>
      column === undefined
        ? undefined
        : { raw: `s${at++}`, type: column.as ?? duckdbType(column.type) ?? "VARCHAR" },
    ),
    rowNumber: "rowid",
    keepsRejects: false,
  };
}
