import { batchesOf, type RedisClient } from "./client.js";

/** Removes keys, wherever they are; the answer is how many were there. */
export async function removeKeys(client: RedisClient, keys: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    batchesOf(client, keys, (key) => key, 1_000).map((batch) => client.unlink([...batch])),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
