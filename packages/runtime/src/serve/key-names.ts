import type { FeatureEntry, Manifest } from "@pinion/core";
import { closure } from "../materialise/closure.js";
import type { RowField } from "../ports.js";
import { originalOf } from "./choose-table.js";

/** What the parts of a table's key are called: the position of each. */
export type KeyNames = ReadonlyMap<string, number>;

/** A table, as far as its keys name entities. */
export interface KeyedTable {
  readonly keys: readonly RowField[];
  readonly holds: ReadonlySet<string>;
}

/**
 * What a feature calls the parts of a table's key. Where the table has not all of its keys by name, a feature under other keys
 * that the table holds under its own says which part each is. Undefined where the key does not have all that the feature is of:
 * a part is one entity, so two names of one part are of two.
 */
export function keyNamesOf(
  feature: FeatureEntry,
  { keys, holds }: KeyedTable,
  manifest: Manifest,
): KeyNames | undefined {
  const own = new Map(keys.map(({ name }, i) => [name, i]));
  if (feature.keys.every((name) => own.has(name))) return own;
  const names = new Map<string, number>();
  for (const below of closure(manifest, [feature])) {
    const original = originalOf(below, manifest);
    if (original === undefined || !holds.has(original.name)) continue;
    if (below.keys.length !== keys.length || !original.keys.every((name, i) => keys[i]?.name === name))
      continue;
    for (const [i, name] of below.keys.entries()) {
      if ((names.get(name) ?? own.get(name) ?? i) !== i) return undefined;
      names.set(name, i);
    }
  }
  const wanted = feature.keys.map((name) => [name, names.get(name) ?? own.get(name)] as const);
  const known = wanted.flatMap(([name, i]) => (i === undefined ? [] : [[name, i] as const]));
  const isWhole = known.length === wanted.length && new Set(known.map(([, i]) => i)).size === known.length;
  return isWhole ? new Map(known) : undefined;
}
