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
