import { createHash } from "node:crypto";

/*
 * Keys: `t:<table>` holds the table's meta, `r:<table>:<group>:<key>` a packed row behind eight bytes of
 * its expiry (a double, milliseconds since the epoch, Infinity for none), `j:<table>:<group>:<job>` the number of
 * a job's last checkpoint.
 */

const LONGEST_KEY = 1024;

export const metaKey = (table: string): string => `t:${table}`;
export const rowPrefix = (table: string, group: string): string => `r:${table}:${group}:`;

/** LMDB's keys are short: a longer one is stored under its hash, behind `%!` that no encoded key begins with. */
export const storedKey = (key: string): string =>
  key.length <= LONGEST_KEY / 4 || Buffer.byteLength(key) <= LONGEST_KEY
    ? key
    : `%!${createHash("sha256").update(key).digest("hex")}`;
