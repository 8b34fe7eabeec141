import duckdb from "@duckdb/node-bindings";
import { DuckDBDataChunk } from "@duckdb/node-api";
import type { DataType } from "@pinion/core";
import type { Database } from "../sources/duckdb/database.js";
import { logicalType } from "../sources/duckdb/logical-type.js";
import { duckdbType } from "../sources/duckdb/sql-types.js";
import { writeVector } from "../sources/duckdb/vector-write.js";
import { columnSlice, type ValueColumn } from "./value-column.js";

/** The features as a table of DuckDB, `f<i>`, a row for each observation in their order. */
export interface FeatureTable {
  readonly name: string;
  readonly append: (columns: readonly ValueColumn[], rows: number) => void;
  readonly close: () => void;
}

const CHUNK_ROWS = 2048;

export async function featureTable(database: Database, types: readonly DataType[]): Promise<FeatureTable> {
  const name = database.fresh("features");
  const declared = types.map((type, i) => `f${i} ${duckdbType(type) ?? "VARCHAR"}`);
  await database.connection.run(`CREATE TABLE ${name} (${declared.join(", ")})`);
  const appender = await database.connection.createAppender(name);
  const logical = types.map(logicalType);
  return {
    name,
    append: (columns, rows) => {
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const to = Math.min(rows, from + CHUNK_ROWS);
        const chunk = DuckDBDataChunk.create(logical, to - from);
        types.forEach((type, i) => {
          const column = columns[i];
          if (column === undefined) throw new Error("a feature has no column");
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
          writeVector(vector, columnSlice(column, from, to), type, to - from);
        });
        appender.appendDataChunk(chunk);
      }
    },
    close: () => appender.closeSync(),
  };
}
