import { masters, type RedisClient } from "./client.js";

/*
 * Keys: the set `pinion:tables` names all tables, `pinion:t:<table>` holds a table's meta, `pinion:r:<table>:<group>:{<key>}`
 * a packed row, `pinion:j:<table>:<group>:<job>` the number of a job's last checkpoint. The braces make all rows of an
 * entity stand in one slot of a cluster.
 */

export const TABLES = "pinion:tables";
export const META = "pinion:t:";
export const JOB = "pinion:j:";
const ROW = "pinion:r:";
const SCAN_COUNT = 1_000;

/** What the keys of a group's rows begin with. */
export const rowPrefix = (table: string, group: string): string => `${ROW}${table}:${group}:{`;
export const rowKey = (prefix: string, key: string): string => `${prefix}${key}}`;

/** The pattern of all rows of a table, or of one group. */
export const rowPattern = (table: string, group?: string): string =>
  group === undefined ? `${ROW}${table}:*` : `${rowPrefix(table, group)}*`;

/** Every key of a pattern on every server, some at a time; one may come twice. */
export async function eachKey(
  client: RedisClient,
  pattern: string,
  action: (keys: readonly string[]) => Promise<void>,
): Promise<void> {
  for (const server of masters(client)) {
    let cursor = "0";
    do {
      const [next, keys] = await server.scan(cursor, "MATCH", pattern, "COUNT", SCAN_COUNT);
      if (keys.length > 0) await action(keys);
      cursor = next;
    } while (cursor !== "0");
  }
}
