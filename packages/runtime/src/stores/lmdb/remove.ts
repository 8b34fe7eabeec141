import type { Int64 } from "@pinion/core";
import { rowAsOf } from "../row/index.js";
import { metaToJson } from "../table-meta.js";
import { metaKey } from "./keys.js";
import type { Database } from "./open.js";
import { EXPIRY_BYTES } from "./expiry.js";

/** How many rows one transaction removes at most. */
const SWEEP_BATCH = 10_000;

/** Removes a group's rows of an earlier as-of time, in transactions of bounded size. */
export function sweep(database: Database, prefix: string, asOf: Int64): number {
  let removed = 0;
  const remove = (keys: readonly string[]): void => {
    if (keys.length === 0) return;
    database.transactionSync(() => {
      for (const key of keys) {
        // It may have been written anew since it was listed.
        const row = database.getBinaryFast(key);
        if (row === undefined || rowAsOf(row, EXPIRY_BYTES) >= asOf) continue;
        database.removeSync(key);
        removed++;
      }
    });
  };
  let old: string[] = [];
  for (const { key, value } of database.getRange({ start: prefix, end: `${prefix.slice(0, -1)};` })) {
    if (rowAsOf(value, EXPIRY_BYTES) < asOf) old.push(key);
    if (old.length === SWEEP_BATCH) {
      remove(old);
      old = [];
    }
  }
  remove(old);
  return removed;
}

/** The meta of a table whose rows are being removed. */
const DROPPING = Buffer.from(metaToJson({ keys: [], groups: new Map(), dropping: true }));

/**
 * Removes a table, or what is left of one whose removal was broken off; false where there is nothing. From the first
 * transaction on nobody sees it. Ends where another process has finished, and the table begins anew.
 */
export function drop(database: Database, table: string): boolean {
  const key = metaKey(table);
  const parts = [`j:${table}:`, `r:${table}:`];
  const meta = database.getBinary(key);
  if (meta === undefined && parts.every((prefix) => keysBehind(database, prefix, 1).length === 0))
    return false;
  database.transactionSync(() => {
    database.putSync(key, DROPPING);
  });
  const still = (): boolean => database.getBinary(key)?.equals(DROPPING) === true;
  for (const prefix of parts) removeRange(database, prefix, still);
  database.transactionSync(() => {
    if (still()) void database.removeSync(key);
  });
  return true;
}

const keysBehind = (database: Database, prefix: string, limit: number): readonly string[] =>
  Array.from(database.getKeys({ start: prefix, end: `${prefix.slice(0, -1)};`, limit }));

/** Removes all keys that begin with a prefix, which ends with a colon, in transactions of bounded size, each as long as it is to be. */
export function removeRange(database: Database, prefix: string, still = (): boolean => true): number {
  let removed = 0;
  for (;;) {
    const keys = keysBehind(database, prefix, SWEEP_BATCH);
    const gone = database.transactionSync(() => {
      if (!still()) return 0;
      keys.forEach((key) => void database.removeSync(key));
      return keys.length;
    });
    if (gone === 0) return removed;
    removed += gone;
  }
}
