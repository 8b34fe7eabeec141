import type { DeleteTarget } from "../../ports.js";
import { eraseFields } from "../erase.js";
import { groupsWith, metaToJson, withoutGroup } from "../table-meta.js";
import { metaKey, rowPrefix, storedKey } from "./keys.js";
import type { Metas } from "./metas.js";
import type { Database } from "./open.js";
import { removeRange } from "./remove.js";
import { EXPIRY_BYTES } from "./expiry.js";

/** Removes what the target names: each kind in one transaction, but for the rows of a group. */
export function lmdbDelete(database: Database, metas: Metas, target: DeleteTarget): number {
  const { table } = target;
  const meta = metas(table)?.meta;
  if (meta === undefined) return 0;
  switch (target.kind) {
    case "group": {
      // The meta goes last: as long as there are rows, the group can be named again.
      removeRange(database, `j:${table}:${target.group}:`);
      const removed = removeRange(database, rowPrefix(table, target.group));
      database.transactionSync(() => {
        // It may have changed since it was looked at.
        const now = metas(table)?.meta;
        if (now === undefined) return;
        database.putSync(metaKey(table), Buffer.from(metaToJson(withoutGroup(now, target.group))));
      });
      return removed;
    }
    case "keys":
      return database.transactionSync(() => {
        let removed = 0;
        for (const group of meta.groups.keys()) {
          for (const key of target.keys) {
            const id = rowPrefix(table, group) + storedKey(key);
            if (database.getBinaryFast(id) === undefined) continue;
            database.removeSync(id);
            removed++;
          }
        }
        return removed;
      });
    case "features":
      return database.transactionSync(() => {
        let changed = 0;
        for (const group of groupsWith(meta, target.names)) {
          for (const key of target.keys) {
            const id = rowPrefix(table, group.id) + storedKey(key);
            const bytes = database.getBinary(id);
            const row = bytes && eraseFields(group, bytes.subarray(EXPIRY_BYTES), target.names);
            if (bytes === undefined || row === undefined) continue;
            database.putSync(id, Buffer.concat([bytes.subarray(0, EXPIRY_BYTES), row]));
            changed++;
          }
        }
        return changed;
      });
  }
}
