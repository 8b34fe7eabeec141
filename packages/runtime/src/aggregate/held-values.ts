import { getHeapStatistics } from "node:v8";
import { algebraOf, PinionError, type AggregateEntry } from "@pinion/core";

/** Features whose states hold all values of a window, or all different ones: what may not fit in memory. */
export interface HeldValues {
  readonly source: string;
  readonly features: readonly string[];
}

/** Aggregates whose partials are as large as what they are of, beside those that DuckDB gathers. */
const COUNTED: ReadonlySet<string> = new Set(["mode", "topK"]);

/** Whether all values of a tile have to be in memory at once. */
export const holdsValues = (entry: AggregateEntry): boolean =>
  algebraOf(entry).duckdb?.gathered === true || COUNTED.has(entry.op) || entry.groupBy !== undefined;

/** The share of the heap at which states are given up. */
const FULL = 0.85;

/** Throws PN5008 where states that hold values leave no room for more. */
export function checkHeap(held: HeldValues): void {
  if (held.features.length === 0) return;
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  if (used >= limit * FULL)
    throw tooMuchHeld(held, "give Node more memory (NODE_OPTIONS=--max-old-space-size)");
}

/** PN5008, naming the features; `more` is how to give them more room. */
export function tooMuchHeld({ source, features }: HeldValues, more: string, cause?: unknown): PinionError {
  const named = features.slice(0, 5).join(", ");
  const others = features.length > 5 ? ` and ${features.length - 5} more` : "";
  return new PinionError(
    "PN5008",
    `source ${source}: what ${named}${others} hold of one key does not fit in memory`,
    {
      help: `shorten the window, filter the rows, round the values, take an aggregate of bounded state (avg, stddev, bucketedCount), or ${more}`,
      ...(cause === undefined ? {} : { cause }),
    },
  );
}
