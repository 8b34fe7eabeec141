import type { DeleteTarget, ReadOptions } from "../../ports.js";
import { eraseFields } from "../erase.js";
import { groupsWith, withoutGroup } from "../table-meta.js";
import type { RedisClient } from "./client.js";
import { feathrDelete } from "./feathr-delete.js";
import { eachKey } from "./each-key.js";
import { JOB, rowKey, rowPattern, rowPrefix } from "./keys.js";
import type { Metas } from "./metas.js";
import { removeKeys } from "./remove.js";
import type { Run } from "./run.js";
import { SWAP_ROW } from "./scripts.js";

export interface DeleteParts {
  readonly client: RedisClient;
  readonly label: string;
  readonly metas: Metas;
  /** What is left of the call's time. */
  readonly left: () => ReadOptions;
  /** Runs commands within that. */
  readonly run: Run;
}

/** Removes what the target names. */
export async function redisDelete(
  { client, metas, left, run }: DeleteParts,
  target: DeleteTarget,
): Promise<number> {
  const { table } = target;
  const meta = (await metas.load(table, left()))?.meta;
  if (meta === undefined) return 0;
  if (meta.layout === "feathr") {
    const changed = await feathrDelete(client, run, meta, target);
    if (target.kind === "group")
      await metas.change(table, (now) => now && withoutGroup(now, target.group), left());
    return changed;
  }
  switch (target.kind) {
    case "group": {
      let removed = 0;
      await eachKey(client, run, rowPattern(table, target.group), async (keys) => {
        removed += await run(() => removeKeys(client, keys));
      });
      await eachKey(client, run, `${JOB}${table}:${target.group}:*`, async (keys) => {
        await run(() => removeKeys(client, keys));
      });
      // The meta goes last: as long as there are rows, the group can be named again.
      await metas.change(table, (now) => now && withoutGroup(now, target.group), left());
      return removed;
    }
    case "keys": {
      const keys = [...meta.groups.keys()].flatMap((group) =>
        target.keys.map((key) => rowKey(rowPrefix(table, group), key)),
      );
      return run(() => removeKeys(client, keys));
    }
    case "features": {
      let changed = 0;
      for (const group of groupsWith(meta, target.names)) {
        for (const key of target.keys) {
          const id = rowKey(rowPrefix(table, group.id), key);
          const erase = (row: Buffer): Buffer | undefined => eraseFields(group, row, target.names);
          if (await run((wanted) => eraseRow(client, id, erase, wanted), { key: id })) changed++;
        }
      }
      return changed;
    }
  }
}

/** Replaces a row unless another has been written meanwhile: then that one is looked at. */
async function eraseRow(
  client: RedisClient,
  id: string,
  erase: (row: Buffer) => Buffer | undefined,
  wanted: () => boolean,
): Promise<boolean> {
  for (;;) {
    const before = await client.getBuffer(id);
    const after = before === null ? undefined : erase(before);
    if (before === null || after === undefined || !wanted()) return false;
    if ((await client.eval(SWAP_ROW, 1, id, before, after)) === 1) return true;
  }
}
