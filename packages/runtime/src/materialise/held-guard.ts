import { PinionError } from "@pinion/core";
import { tooMuchHeld, type HeldValues } from "../aggregate/held-values.js";
import { duckdbGuard } from "../sources/duckdb/database.js";

/** As {@link duckdbGuard}; where DuckDB has no memory left, features that hold values are named as what took it. */
export async function heldGuard<T>(what: string, held: HeldValues, action: () => Promise<T>): Promise<T> {
  try {
    return await duckdbGuard(what, action);
  } catch (error) {
    throw isOutOfMemory(error) && held.features.length > 0
      ? tooMuchHeld(held, "give the job more memory (memoryLimit, --memory-limit)", error)
      : error;
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof PinionError &&
  error.code === "PN5008" &&
  error.cause instanceof Error &&
  /Out of Memory/iu.test(error.cause.message);
