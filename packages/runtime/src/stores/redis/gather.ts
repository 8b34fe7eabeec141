import { Cluster } from "ioredis";
import type { ReadOptions } from "../../ports.js";
import type { RedisClient } from "./client.js";
import { clusterFetch, positionsByNode } from "./cluster-fetch.js";
import type { Run } from "./run.js";

/** Values of keys, by the position of the keys from `at` on. */
export interface Gathered {
  readonly values: readonly (Buffer | null)[];
  readonly at: number;
}

/**
 * Reads values of keys, within a deadline. What is asked for at the same time goes to each node in one round trip, whoever
 * asks: a read that comes while none is under way leaves as soon as the code that asks has run, others at the end of the event
 * loop's turn.
 */
export type ReadRows = (keys: readonly string[], options?: ReadOptions) => Promise<Gathered>;

type Gather = (keys: readonly string[]) => Promise<Gathered>;

/** More keys than this are asked for in several commands, so that Redis can serve others between. */
const MOST_KEYS = 4_096;

export function rowsReader(client: RedisClient, run: Run): ReadRows {
  if (client instanceof Cluster) return clusterReader(client, run);
  const gather = gatherer(serverFetch(client));
  return (keys, options) => run(() => gather(keys), options);
}

function gatherer(fetch: Fetch): Gather {
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

export type Fetch = (keys: readonly string[]) => Promise<readonly (Buffer | null)[]>;

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

/** A queue for each node, so that one that does not answer keeps nobody waiting who asks for nothing of it. */
function clusterReader(cluster: Cluster, run: Run): ReadRows {
  const fetch = clusterFetch(cluster);
  const gathers = new Map<string, Gather>();
  const gatherOf = (node: string): Gather => {
    let gather = gathers.get(node);
    if (gather === undefined) gathers.set(node, (gather = gatherer(fetch)));
    return gather;
  };
  return async (keys, options) => {
    const values = Array.from<Buffer | null>({ length: keys.length }).fill(null);
    await Promise.all(
      Array.from(positionsByNode(cluster, keys), async ([node, positions]) => {
        const own = positions.map((i) => keys[i] ?? "");
        const found = await run(() => gatherOf(node)(own), { ...options, key: own[0] });
        positions.forEach((i, k) => {
          values[i] = found.values[found.at + k] ?? null;
        });
      }),
    );
    return { values, at: 0 };
  };
}
