import type { Cluster } from "ioredis";
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

/** One pipeline a node, in it one MGET a slot. Nodes are looked up each time: slots may have moved since. */
export const clusterFetch =
  (cluster: Cluster): Fetch =>
  async (keys) => {
    const values = Array.from<Buffer | null>({ length: keys.length }).fill(null);
    await Promise.all(
      Array.from(positionsByNode(cluster, keys).values(), async (positions) => {
        const slots = new Map<number, number[]>();
        for (const i of positions) {
          const slot = slotOf(keys[i] ?? "");
          const own = slots.get(slot);
          if (own === undefined) slots.set(slot, [i]);
          else own.push(i);
        }
        const groups = [...slots.values()];
        const pipeline = cluster.pipeline();
        for (const group of groups) pipeline.mgetBuffer(group.map((i) => keys[i] ?? ""));
        const answers = (await pipeline.exec()) ?? [];
        groups.forEach((group, g) => {
          const [error, found] = answers[g] ?? [new Error("Connection is closed.")];
          if (error) throw error;
          group.forEach((i, k) => {
            values[i] = (found as (Buffer | null)[])[k] ?? null;
          });
        });
      }),
    );
    return values;
  };
