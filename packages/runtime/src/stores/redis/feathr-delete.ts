import type { DeleteTarget } from "../../ports.js";
import { fieldNames, heldNames, type TableMeta } from "../table-meta.js";
import type { RedisClient } from "./client.js";
import { eachKey } from "./each-key.js";
import { ifOtherType } from "./errors.js";
import { feathrKey } from "./feathr.js";
import type { Run } from "./run.js";

/*
 * Keys of the layout `feathr` are in nobody's name space: others may keep fields of theirs in a table's hashes, and hashes under
 * keys that begin as the table's do. Fields of features alone are removed; a hash without fields is gone by itself.
 */

/** Removes features, keys, or the features of a group, which must not be in another one; the answer is how many hashes had them. */
export async function feathrDelete(
  client: RedisClient,
  run: Run,
  meta: TableMeta,
  target: DeleteTarget,
): Promise<number> {
  const { table } = target;
  switch (target.kind) {
    case "keys":
    case "features": {
      const names = target.kind === "keys" ? [...heldNames(meta)] : target.names;
      return removeFields(
        client,
        run,
        target.keys.map((key) => feathrKey(table, key)),
        names,
      );
    }
    case "group": {
      const group = meta.groups.get(target.group);
      const others = new Set(
        [...meta.groups.values()].filter(({ id }) => id !== target.group).flatMap(fieldNames),
      );
      const names = group === undefined ? [] : fieldNames(group).filter((name) => !others.has(name));
      return removeEverywhere(client, run, table, names);
    }
  }
}

/** All features of a table are removed from all hashes that may be the table's. */
export const feathrDrop = (client: RedisClient, run: Run, table: string, meta: TableMeta): Promise<number> =>
  removeEverywhere(client, run, table, [...heldNames(meta)]);

async function removeEverywhere(
  client: RedisClient,
  run: Run,
  table: string,
  names: readonly string[],
): Promise<number> {
  let changed = 0;
  const remove = async (keys: readonly string[]): Promise<void> => {
    changed += await removeFields(client, run, keys, names);
  };
  if (names.length > 0) await eachKey(client, run, `${table}:*`, remove, "hash");
  return changed;
}

async function removeFields(
  client: RedisClient,
  run: Run,
  keys: readonly string[],
  names: readonly string[],
): Promise<number> {
  if (names.length === 0) return 0;
  const counts = keys.map((key) => run(() => client.hdel(key, ...names).catch(ifOtherType(0)), { key }));
  return (await Promise.all(counts)).filter((count) => count > 0).length;
}
