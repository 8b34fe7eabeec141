import type { Int64 } from "@pinion/core";
import { rowAsOf } from "../row/index.js";
import { metaKey } from "./keys.js";
import type { Database } from "./open.js";
import { EXPIRY_BYTES } from "./stream-writer.js";

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

/** The meta goes first: from then on nobody sees the table. */
export function drop(database: Database, table: string): boolean {
  const there = database.getBinaryFast(metaKey(table)) !== undefined;
  database.transactionSync(() => {
    void database.removeSync(metaKey(table));
    const marks = Array.from(database.getKeys({ start: `j:${table}:`, end: `j:${table};` }));
    for (const mark of marks) void database.removeSync(mark);
  });
  removeRange(database, `r:${table}:`);
  return there;
}

/** Removes all keys that begin with a prefix, which ends with a colon, in transactions of bounded size. */
export function removeRange(database: Database, prefix: string): number {
  let removed = 0;
  for (;;) {
    const keys = Array.from(
      database.getKeys({ start: prefix, end: `${prefix.slice(0, -1)};`, limit: SWEEP_BATCH }),
    );
    if (keys.length === 0) return removed;
    database.transactionSync(() => keys.forEach((key) => void database.removeSync(key)));
    removed += keys.length;
  }
}
