import { PinionError } from "@pinion/core";
import type { Database } from "../sources/duckdb/database.js";

const ALONE = "SET threads = 1";

/**
 * Makes a table, and where there is no room for it once more with as little memory as can be: each thread of DuckDB's holds some of
 * its own, so one alone gets by with what is not enough for several, and so does each part of a statement, see `make`.
 */
export async function withRoom<T>(
  { connection }: Database,
  make: (room: "usual" | "least") => Promise<T>,
): Promise<T> {
  try {
    return await make("usual");
  } catch (error) {
    if (!isFull(error)) throw error;
    await connection.run(ALONE);
    return make("least");
  }
}

export const isFull = (error: unknown): boolean => error instanceof PinionError && error.code === "PN5008";

/** From here on tables are sorted and read: by one thread, where what there is has not fitted in memory. */
export async function readAlone({ connection }: Database): Promise<void> {
  const spilled = "SELECT coalesce(sum(temporary_storage_bytes), 0) > 0 FROM duckdb_memory()";
  const rows = (await connection.runAndReadAll(spilled)).getRowsJS();
  if (rows[0]?.[0] === true) await connection.run(ALONE);
}
