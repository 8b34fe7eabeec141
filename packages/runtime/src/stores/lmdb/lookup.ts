import type { FoundFeatures, TableRead } from "../../ports.js";
import { findings } from "../decoders.js";
import { openWindow, type Window } from "../row/index.js";
import { rowPrefix, storedKey } from "./keys.js";
import type { Metas } from "./metas.js";
import type { Database } from "./open.js";
import { EXPIRY_BYTES } from "./stream-writer.js";

export type Lookup = (reads: readonly TableRead[], now: number) => readonly (readonly FoundFeatures[])[];

/** Reads rows of one snapshot: all of a call's rows are as of one moment. */
export function lmdbLookup(database: Database, metas: Metas): Lookup {
  const window = openWindow();
  return (reads, now) => {
    // Otherwise reads of one turn of the event loop share a snapshot, and another's writes stay unseen.
    database.resetReadTxn();
    return reads.map((read) => lookupTable(database, metas, window, read, now));
  };
}

function lookupTable(
  database: Database,
  metas: Metas,
  window: Window,
  { table, keys, names }: TableRead,
  now: number,
): readonly FoundFeatures[] {
  const readers = metas(table)?.readers(names) ?? [];
  const prefixes = readers.map(({ id }) => rowPrefix(table, id));
  const found = findings(names.length);
  return keys.map((key) => {
    const finding = found();
    const stored = storedKey(key);
    for (let i = 0; i < readers.length; i++) {
      const bytes = database.getBinaryFast((prefixes[i] ?? "") + stored);
      if (bytes === undefined) continue;
      const view = window(bytes);
      if (view.getFloat64(bytes.byteOffset, true) > now) {
        readers[i]?.into(bytes, view, EXPIRY_BYTES, finding);
      }
    }
    return finding;
  });
}
