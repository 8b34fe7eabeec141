import { PinionError } from "@pinion/core";
import type { TableRead } from "../../ports.js";
import type { GroupReader } from "../decoders.js";
import { openWindow, type PackedRow, type Window } from "../row/index.js";
import { isPlain, type RowTaker, type Scan } from "../scan.js";
import type { Gathered, ReadRows } from "./gather.js";
import { rowKey, rowPrefix } from "./keys.js";
import type { Metas } from "./metas.js";

/** Rows in one round trip, where all that is to be known of the tables was looked at within a second. */
export function redisScan(readRows: ReadRows, metas: Metas): Scan {
  const window = openWindow();
  return (reads, taker, deadlineMs) => {
    const groups: (readonly GroupReader[])[] = [];
    const prefixes: string[][] = [];
    for (const { table, names } of reads) {
      const entry = metas.cached(table);
      if (entry === undefined || entry.old || entry.known.meta.layout !== undefined) return undefined;
      if (!names.every((name) => entry.known.holds.has(name))) return undefined;
      const own = entry.known.readers(names);
      if (!isPlain(own)) return undefined;
      groups.push(own);
      prefixes.push(own.map(({ id }) => rowPrefix(table, id)));
    }
    return readRows(keysOf(reads, prefixes), { deadlineMs }).then((gathered) =>
      give(groups, reads[0]?.keys.length ?? 0, gathered, window, taker),
    );
  };
}

/** Entity after entity; of each all rows, in the order of the groups. */
function keysOf(reads: readonly TableRead[], prefixes: readonly (readonly string[])[]): readonly string[] {
  const keys: string[] = [];
  const entities = reads[0]?.keys.length ?? 0;
  for (let e = 0; e < entities; e++) {
    for (let r = 0; r < reads.length; r++) {
      const key = reads[r]?.keys[e] ?? "";
      for (const prefix of prefixes[r] ?? []) keys.push(rowKey(prefix, key));
    }
  }
  return keys;
}

function give<T>(
  groups: readonly (readonly GroupReader[])[],
  entities: number,
  { values, at }: Gathered,
  window: Window,
  taker: RowTaker<T>,
): T | undefined {
  const slots = groups.reduce((all, own) => all + own.length, 0);
  const rows: (PackedRow | undefined)[] = [];
  try {
    taker.begin(groups);
    for (let e = 0; e < entities; e++) {
      for (let slot = 0; slot < slots; slot++) {
        const bytes = values[at + e * slots + slot];
        rows[slot] =
          bytes === null || bytes === undefined
            ? undefined
            : { bytes, view: window(bytes), start: 0, end: bytes.length };
      }
      taker.entity(rows);
    }
    return taker.end();
  } catch (error) {
    // A row may have been written just now, under a schema that was stored just before it.
    if (error instanceof PinionError && error.code === "PN6003") return undefined;
    throw error;
  }
}
