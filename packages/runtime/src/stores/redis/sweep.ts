import type { Int64 } from "@pinion/core";
import { untilReadersKnow } from "../readers-know.js";
import { groupsCoveredBy, withGroupBack, withoutGroup } from "../table-meta.js";
import { batchesOf, type RedisClient } from "./client.js";
import { eachKey } from "./each-key.js";
import { rowPattern } from "./keys.js";
import type { Metas } from "./metas.js";
import type { Run } from "./run.js";
import { scriptRunner } from "./script.js";
import { SWEEP } from "./scripts.js";

/** What a sweep removed, and what is still there; a row may be counted twice. */
export interface Swept {
  readonly removed: number;
  readonly left: number;
}

/** A group of a table, and what its rows are read by. */
export interface SweptGroup {
  readonly client: RedisClient;
  readonly run: Run;
  readonly metas: Metas;
  readonly table: string;
  readonly group: string;
}

/** Removes a group's rows of an earlier as-of time. */
export async function sweep({ client, run, table, group }: SweptGroup, asOf: Int64): Promise<Swept> {
  const script = scriptRunner(client, SWEEP);
  let removed = 0;
  let left = 0;
  await eachKey(client, run, rowPattern(table, group), async (keys) => {
    const counts = batchesOf(client, keys, (key) => key, keys.length).map(async (batch) => {
      const count = (await run((wanted) => script(batch, [String(asOf)], wanted))) as readonly unknown[];
      removed += Number(count[0]);
      left += Number(count[1]);
    });
    await Promise.all(counts);
  });
  return { removed, left };
}

/**
 * Removes rows of an earlier as-of time of the groups all of whose features a group holds as well, once it is noted that it has finished: what
 * it does not say of a key is gone. A group that has no rows then is forgotten. The answer is how many rows were removed.
 */
export async function sweepCovered(own: SweptGroup, asOf: Int64, noted: number): Promise<number> {
  const { client, run, metas, table, group } = own;
  const meta = (await metas.load(table))?.meta;
  const covered = meta === undefined ? [] : groupsCoveredBy(meta, group);
  if (covered.length === 0) return 0;
  await untilReadersKnow(noted);
  let removed = 0;
  for (const old of covered) {
    const swept = await sweep({ ...own, group: old.id }, asOf);
    removed += swept.removed;
    if (swept.left > 0) continue;
    await metas.change(table, (now) => now && withoutGroup(now, old.id));
    // Who writes into it looks at the meta behind its rows, and here rows are looked for behind the meta: one of both sees the other.
    let written = false;
    await eachKey(client, run, rowPattern(table, old.id), async () => {
      written = true;
    });
    if (written) await metas.change(table, (now) => now && withGroupBack(now, old));
  }
  return removed;
}
