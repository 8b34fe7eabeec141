import type { Redis } from "ioredis";

/*
 * Keys: `pinion:t:<table>` holds the table's meta, `pinion:r:<table>:<group>:<key>` a packed row,
 * `pinion:j:<table>:<group>:<job>` the number of a job's last checkpoint.
 */

export const META = "pinion:t:";
export const ROW = "pinion:r:";
export const JOB = "pinion:j:";
const SCAN_COUNT = 1000;

/** Runs commands; what Redis or the connection says becomes a coded error. */
export type Run = <T>(action: () => Promise<T>) => Promise<T>;

/** Every key of a pattern, some at a time; one may come twice. */
export async function eachKey(
  redis: Redis,
  pattern: string,
  action: (keys: string[]) => Promise<void>,
): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "MATCH", pattern, "COUNT", SCAN_COUNT);
    if (keys.length > 0) await action(keys);
    cursor = next;
  } while (cursor !== "0");
}
