import { PinionError } from "@pinion/core";
import type { TableRead } from "../../ports.js";
import type { GroupReader } from "../decoders.js";
import { openWindow, type PackedRow } from "../row/index.js";
import { isPlain, type RowTaker } from "../scan.js";
import { storedKey } from "./keys.js";
import type { MetaCache } from "./metas.js";
import type { Database } from "./open.js";
import { EXPIRY_BYTES } from "./expiry.js";

const FIRST_BYTES = 64 * 1024;

/**
 * Rows of one snapshot, which what is asked for in one turn of the event loop shares: who has been told of a write asks in
 * a later one. The next row comes to lie where the last one lay, so an entity's rows but its last are copied.
 */
export function lmdbScan(database: Database, metas: MetaCache) {
  const window = openWindow();
  const copyWindow = openWindow();
  let copies = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let ofThisTurn = false;
  const endTurn = (): void => {
    ofThisTurn = false;
  };

  const give = <T>(
    reads: readonly TableRead[],
    groups: readonly (readonly GroupReader[])[],
    prefixes: readonly (readonly string[])[],
    taker: RowTaker<T>,
    now: number,
  ): T => {
    const rows: (PackedRow | undefined)[] = [];
    const last = groups.reduce((all, own) => all + own.length, 0) - 1;
    const entities = reads[0]?.keys.length ?? 0;
    taker.begin(groups);
    for (let e = 0; e < entities; e++) {
      let at = 0;
      let slot = 0;
      for (let r = 0; r < reads.length; r++) {
        const stored = storedKey(reads[r]?.keys[e] ?? "");
        for (const prefix of prefixes[r] ?? []) {
          rows[slot] = undefined;
          const bytes = database.getBinaryFast(prefix + stored);
          if (bytes !== undefined) {
            const view = window(bytes);
            const { length } = bytes;
            if (view.getFloat64(bytes.byteOffset, true) > now) {
              if (slot === last) rows[slot] = { bytes, view, start: EXPIRY_BYTES, end: length };
              else {
                // Rows that were copied before stay where they are.
                if (at + length > copies.length) {
                  copies = Buffer.allocUnsafeSlow(Math.max(2 * copies.length, length));
                  at = 0;
                }
                bytes.copy(copies, at, EXPIRY_BYTES, length);
                const end = at + length - EXPIRY_BYTES;
                rows[slot] = { bytes: copies, view: copyWindow(copies), start: at, end };
                at = end;
              }
            }
          }
          slot++;
        }
      }
      taker.entity(rows);
    }
    return taker.end();
  };

  return <T>(reads: readonly TableRead[], taker: RowTaker<T>, now: number): T | undefined => {
    if (!ofThisTurn) {
      // By itself LMDB's client takes a new snapshot a millisecond later.
      database.resetReadTxn();
      ofThisTurn = true;
      setImmediate(endTurn);
    }
    const known = reads.map(({ table, names }) => metas.recent(table, names));
    const groups = known.map((table, r) => table?.readers(reads[r]?.names ?? []) ?? []);
    if (known.includes(undefined) || !groups.every(isPlain)) return undefined;
    const prefixes = known.map((table, r) => table?.prefixes(groups[r] ?? []) ?? []);
    try {
      return give(reads, groups, prefixes, taker, now);
    } catch (error) {
      // A row may have been written just now, under a schema that was stored just before it.
      if (error instanceof PinionError && error.code === "PN6003") return undefined;
      throw error;
    }
  };
}
