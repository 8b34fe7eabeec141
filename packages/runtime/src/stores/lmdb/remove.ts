import type { Int64 } from "@pinion/core";
import { rowAsOf } from "../row/index.js";
import { untilReadersKnow } from "../readers-know.js";
import { groupsCoveredBy, metaToJson, withoutGroup } from "../table-meta.js";
import { metaKey, rowPrefix } from "./keys.js";
import type { Metas } from "./metas.js";
import { guard, type Database } from "./open.js";
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
  for (const { key, value } of database.getRange(rangeOf(prefix))) {
    if (rowAsOf(value, EXPIRY_BYTES) < asOf) old.push(key);
    if (old.length === SWEEP_BATCH) {
      remove(old);
      old = [];
    }
  }
  remove(old);
  return removed;
}

/**
 * Removes rows of an earlier as-of time of the groups all of whose features a group holds as well: what it does not say of a key is gone.
 * A group that has no rows then is forgotten. The answer is how many rows were removed.
 */
export async function sweepCovered(
  { database, folder, metas, table, group }: SweptGroup,
  asOf: Int64,
  noted: number,
): Promise<number> {
  const meta = guard(folder, () => metas(table)?.meta);
  const covered = (meta === undefined ? [] : groupsCoveredBy(meta, group)).filter(({ id }) =>
    guard(folder, () => isSwept(database, rowPrefix(table, id), asOf)),
  );
  // Nobody is waited for where nothing goes.
  if (covered.length === 0) return 0;
  await untilReadersKnow(noted);
  let removed = 0;
  for (const { id } of covered) {
    const prefix = rowPrefix(table, id);
    removed += guard(folder, () => {
      const swept = sweep(database, prefix, asOf);
      const forgotten = database.transactionSync(() => {
        const now = metas(table)?.meta;
        if (now === undefined || keysBehind(database, prefix, 1).length > 0) return false;
        database.putSync(metaKey(table), Buffer.from(metaToJson(withoutGroup(now, id))));
        return true;
      });
      if (forgotten) removeRange(database, `j:${table}:${id}:`);
      return swept;
    });
  }
  return removed;
}

/** Whether a group has rows of an earlier as-of time, or none. */
function isSwept(database: Database, prefix: string, asOf: Int64): boolean {
  let rows = 0;
  for (const { value } of database.getRange(rangeOf(prefix))) {
    if (rowAsOf(value, EXPIRY_BYTES) < asOf) return true;
    rows++;
  }
  return rows === 0;
}

/** A group of a table. */
export interface SweptGroup {
  readonly database: Database;
  readonly folder: string;
  readonly metas: Metas;
  readonly table: string;
  readonly group: string;
}

/** All keys that begin with a prefix, which ends with a colon. */
const rangeOf = (prefix: string) => ({ start: prefix, end: `${prefix.slice(0, -1)};` });

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
  Array.from(database.getKeys({ ...rangeOf(prefix), limit }));

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
