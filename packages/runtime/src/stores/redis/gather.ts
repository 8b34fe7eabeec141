import { Cluster } from "ioredis";
import type { RedisClient } from "./client.js";
import { slotOf } from "./slot.js";

/** Values of keys, by the position of the keys from `at` on. */
export interface Gathered {
  readonly values: readonly (Buffer | null)[];
  readonly at: number;
}

/**
 * Reads values of keys. What is asked for at the same time goes to each node in one round trip, whoever asks: a read that
 * comes while none is under way leaves as soon as the code that asks has run, others at the end of the event loop's turn.
 */
export type Gather = (keys: readonly string[]) => Promise<Gathered>;

/** More keys than this are asked for in several commands, so that Redis can serve others between. */
const MOST_KEYS = 4_096;

export function gatherer(client: RedisClient): Gather {
  const fetch = client instanceof Cluster ? clusterFetch(client) : serverFetch(client);
  let waiting: Asked[] = [];
  let underWay = 0;
  const flush = (): void => {
    const asked = waiting;
    waiting = [];
    underWay++;
    const [only] = asked;
    const keys = asked.length === 1 && only !== undefined ? only.keys : asked.flatMap((one) => one.keys);
    fetch(keys).then(
      (values) => {
        underWay--;
        let at = 0;
        for (const one of asked) {
          one.resolve({ values, at });
          at += one.keys.length;
        }
      },
      (error: unknown) => {
        underWay--;
        for (const one of asked) one.reject(error);
      },
    );
  };
  return (keys) => {
    if (keys.length === 0) return Promise.resolve({ values: [], at: 0 });
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        if (underWay === 0) process.nextTick(flush);
        else setImmediate(flush);
      }
      waiting.push({ keys, resolve, reject });
    });
  };
}

interface Asked {
  readonly keys: readonly string[];
  readonly resolve: (gathered: Gathered) => void;
  readonly reject: (error: unknown) => void;
}

type Fetch = (keys: readonly string[]) => Promise<readonly (Buffer | null)[]>;

const serverFetch =
  (client: Exclude<RedisClient, Cluster>): Fetch =>
  async (keys) => {
    if (keys.length <= MOST_KEYS) return client.mgetBuffer(keys as string[]);
    const parts: Promise<(Buffer | null)[]>[] = [];
    for (let at = 0; at < keys.length; at += MOST_KEYS) {
      parts.push(client.mgetBuffer(keys.slice(at, at + MOST_KEYS)));
    }
    return (await Promise.all(parts)).flat();
  };

/** One pipeline a node, in it one MGET a slot. */
const clusterFetch =
  (cluster: Cluster): Fetch =>
  async (keys) => {
    // By node, then by slot, the positions of the keys.
    const nodes = new Map<string, Map<number, number[]>>();
    keys.forEach((key, i) => {
      const slot = slotOf(key);
      const node = cluster.slots[slot]?.[0] ?? "";
      const slots = nodes.get(node) ?? new Map<number, number[]>();
      nodes.set(node, slots);
      const positions = slots.get(slot);
      if (positions === undefined) slots.set(slot, [i]);
      else positions.push(i);
    });
    const values = Array.from<Buffer | null>({ length: keys.length }).fill(null);
    await Promise.all(
      Array.from(nodes.values(), async (slots) => {
        const groups = [...slots.values()];
        const pipeline = cluster.pipeline();
        for (const positions of groups) pipeline.mgetBuffer(positions.map((i) => keys[i] ?? ""));
        const answers = (await pipeline.exec()) ?? [];
        groups.forEach((positions, g) => {
          const [error, found] = answers[g] ?? [new Error("Connection is closed.")];
          if (error) throw error;
          positions.forEach((i, k) => {
            values[i] = (found as (Buffer | null)[])[k] ?? null;
          });
        });
      }),
    );
    return values;
  };
