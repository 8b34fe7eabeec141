import duckdb from "@duckdb/node-bindings";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column, DataType } from "@pinion/core";
import { readVector } from "./vectors.js";

export interface Chunk {
  readonly count: number;
  readonly columns: readonly Column[];
}

/** The chunks of a query's result; columns must be of the types given, in order. Chunks are not for keeping. */
export async function* streamChunks(
  connection: DuckDBConnection,
  sql: string,
  types: readonly DataType[],
): AsyncGenerator<Chunk> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const count = chunk.rowCount;
    yield {
      count,
      columns: types.map((type, i) => readVector(duckdb.data_chunk_get_vector(chunk.chunk, i), type, count)),
    };
  }
}

/**
 * The same of a result that is made whole first, for one that is known to be small: nothing is waited for between chunks,
 * where a stream goes to another thread and back for each.
 */
export async function wholeChunks(
  connection: DuckDBConnection,
  sql: string,
  types: readonly DataType[],
  take: (chunk: Chunk) => void,
): Promise<void> {
  const result = await connection.run(sql);
  for (let c = 0; c < result.chunkCount; c++) {
    const { chunk, rowCount: count } = result.getChunk(c);
    take({
      count,
      columns: types.map((type, i) => readVector(duckdb.data_chunk_get_vector(chunk, i), type, count)),
    });
  }
}
