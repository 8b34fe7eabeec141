import { PinionError, type Manifest } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { DeleteTarget, OnlineStore, TableInfo } from "../ports.js";
import { checkNames, unknownTable } from "./not-in-table.js";
import type { CallTime } from "../time/call-time.js";
import { readKey, type KeyInput } from "./read-key.js";

/**
 * What is to be removed of a table. Keys lack features that were deleted of them; keys are gone, and read as never seen; a group is gone with
 * its features; `all` is the table.
 */
export type Deletion<Name extends string = string, Key = KeyInput> =
  | { readonly table: string; readonly keys: readonly Key[]; readonly features?: readonly Name[] }
  | { readonly table: string; readonly group: string }
  | { readonly table: string; readonly all: true };

export interface DeletionReport {
  /** How many packed rows (one for each key and feature group) were changed or removed; of a whole table not counted. */
  readonly rows?: number;
}

/**
 * Throws PN7002 to PN7004 and PN7010 where the table does not have what is to be removed, PN6009 where the call ended before it was known
 * whether it is.
 */
export async function deleteFrom(
  store: OnlineStore,
  manifest: Manifest,
  zone: Zone,
  deletion: Deletion,
  { left, changing }: CallTime,
): Promise<DeletionReport> {
  const { table } = deletion;
  if ("all" in deletion) {
    // Also what is left of one whose deletion was broken off, which is no table any more.
    const there = await changing((within) => store.dropTable(table, within));
    if (!there) throw await unknownTable(store, table, left());
    return {};
  }
  const info = await store.table(table, left());
  if (info === undefined) throw await unknownTable(store, table, left());
  const target = targetOf(deletion, info, manifest, zone);
  return { rows: await changing((within) => store.delete(target, within)) };
}

function targetOf(
  deletion: Exclude<Deletion, { all: true }>,
  info: TableInfo,
  manifest: Manifest,
  zone: Zone,
): DeleteTarget {
  const { table } = info;
  if ("group" in deletion) {
    if (info.groups.some(({ id }) => id === deletion.group)) {
      return { kind: "group", table, group: deletion.group };
    }
    const groups = info.groups.map(
      ({ id, schema }) => `${id} (${schema.fields.map(({ name }) => name).join(", ")})`,
    );
    throw new PinionError(
      "PN7010",
      `table ${table} has no group ${JSON.stringify(deletion.group.slice(0, 40))}`,
      {
        help: groups.length === 0 ? "it has none" : `it has ${groups.slice(0, 20).join(", ")}`,
      },
    );
  }
  const keys = deletion.keys.map((key) => readKey(key, info.keys, zone));
  if (deletion.features === undefined) return { kind: "keys", table, keys };
  checkNames(info, manifest, deletion.features);
  return { kind: "features", table, keys, names: deletion.features };
}
