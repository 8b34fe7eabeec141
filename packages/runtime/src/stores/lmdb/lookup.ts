import { PinionError } from "@pinion/core";
import type { FoundFeatures, TableRead } from "../../ports.js";
import { checkReadable, findings } from "../decoders.js";
import { openWindow, type Window } from "../row/index.js";
import { storedKey } from "./keys.js";
import type { KnownTable, MetaCache } from "./metas.js";
import type { Database } from "./open.js";
import { EXPIRY_BYTES } from "./expiry.js";

export type Lookup = (reads: readonly TableRead[], now: number) => readonly (readonly FoundFeatures[])[];

/** Reads rows of one snapshot: all of a call's rows are as of one moment. */
export function lmdbLookup(database: Database, metas: MetaCache): Lookup {
  const window = openWindow();
  return (reads, now) => {
    // Otherwise reads of one turn of the event loop share a snapshot, and another's writes stay unseen.
    database.resetReadTxn();
    return reads.map((read) => {
      try {
        return lookupTable(database, metas.recent(read.table, read.names), window, read, now);
      } catch (error) {
        // A row may have been written just now, under a schema that was stored just before it.
        if (!(error instanceof PinionError) || error.code !== "PN6003") throw error;
        return lookupTable(database, metas.now(read.table), window, read, now);
      }
    });
  };
}

function lookupTable(
  database: Database,
  known: KnownTable | undefined,
  window: Window,
  { keys, names }: TableRead,
  now: number,
): readonly FoundFeatures[] {
  const readers = known?.readers(names) ?? [];
  const prefixes = known?.prefixes(readers) ?? [];
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
    checkReadable(finding);
    return finding;
  });
}
