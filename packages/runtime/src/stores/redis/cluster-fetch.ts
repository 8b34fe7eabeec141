import type { Cluster } from "ioredis";
import { connectionsOf } from "./client.js";
import type { Fetch } from "./gather.js";
import { slotOf } from "./slot.js";

/** By node, as far as slots are known, the positions of the keys that it has. */
export function positionsByNode(
  cluster: Cluster,
  keys: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const nodes = new Map<string, number[]>();
  keys.forEach((key, i) => {
    const node = cluster.slots[slotOf(key)]?.[0] ?? "";
    const positions = nodes.get(node);
    if (positions === undefined) nodes.set(node, [i]);
    else positions.push(i);
  });
  return nodes;
}

/**
 * One pipeline a node, in it one MGET a slot. Nodes are looked up each time: slots may have moved since. What a node sends elsewhere,
 * or has one part of, since its slot is being moved, is asked for key by key wherever it is; so is all of a node that there is no connection to.
 */
export const clusterFetch =
  (cluster: Cluster): Fetch =>
  async (keys) => {
    const values = Array.from<Buffer | null>({ length: keys.length }).fill(null);
    const connected = new Map(connectionsOf(cluster));
    const oneByOne = (positions: readonly number[]): Promise<unknown> =>
      Promise.all(
        positions.map(async (i) => {
          values[i] = (await cluster.mgetBuffer(keys[i] ?? ""))[0] ?? null;
        }),
      );
    const askNode = async (node: string, positions: readonly number[]): Promise<unknown> => {
      const redis = connected.get(node);
      if (redis?.status !== "ready") return oneByOne(positions);
      const slots = new Map<number, number[]>();
      for (const i of positions) {
        const slot = slotOf(keys[i] ?? "");
        const own = slots.get(slot);
        if (own === undefined) slots.set(slot, [i]);
        else own.push(i);
      }
      const groups = [...slots.values()];
      const pipeline = redis.pipeline();
      for (const group of groups) pipeline.mgetBuffer(group.map((i) => keys[i] ?? ""));
      const answers = (await pipeline.exec()) ?? [];
      const elsewhere: number[] = [];
      groups.forEach((group, g) => {
        const [error, found] = answers[g] ?? [new Error("Connection is closed.")];
        if (error && !ELSEWHERE.test(error.message)) throw error;
        if (error) elsewhere.push(...group);
        else {
          group.forEach((i, k) => {
            values[i] = (found as (Buffer | null)[])[k] ?? null;
          });
        }
      });
      return oneByOne(elsewhere);
    };
    await Promise.all(
      Array.from(positionsByNode(cluster, keys), ([node, positions]) => askNode(node, positions)),
    );
    return values;
  };

const ELSEWHERE = /^(?:MOVED|ASK|TRYAGAIN) /u;
