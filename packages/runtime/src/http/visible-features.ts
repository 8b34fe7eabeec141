import { belowOf, isAnchored, type FeatureEntry } from "@pinion/core";
import type { TableInfo } from "../ports.js";
import { readTables, type StoredTables } from "../serve/tables.js";
import type { Caller } from "./auth/caller.js";
import { withDeadline } from "./deadline.js";
import type { Serving } from "./serving.js";

/** All tables of the store, within the server's deadline. */
export const tablesInTime = (serving: Serving): Promise<StoredTables> =>
  withDeadline(serving.deadlines, serving.limits.deadlineMs, () => tablesOf(serving));

/** All tables of the store. */
export const tablesOf = async ({ client }: Pick<Serving, "client">): Promise<StoredTables> =>
  readTables(await client.onlineStore());

/** The features that a table holds. */
export const namesOf = ({ groups }: TableInfo): readonly string[] => [
  ...new Set(groups.flatMap(({ schema }) => schema.fields.map(({ name }) => name))),
];

/**
 * The features that a caller is shown: those in tables of its own, those of anchors of which it has the table, those of the request
 * and what is computed of all these. Nothing of it depends on tables that are not the caller's.
 */
export function visibleFeatures(
  { manifest, features }: Serving,
  caller: Caller,
  tables: readonly TableInfo[],
): readonly FeatureEntry[] {
  if (caller.seesAll) return manifest.features;
  const held = new Set(tables.filter(({ table }) => caller.maySee(table)).flatMap(namesOf));
  const requests = new Set(manifest.sources.flatMap(({ kind, name }) => (kind === "request" ? [name] : [])));
  const known = new Map<string, boolean>();
  const isVisible = (feature: FeatureEntry): boolean => {
    const before = known.get(feature.name);
    if (before !== undefined) return before;
    // What were computed of itself is not visible.
    known.set(feature.name, false);
    const answer =
      held.has(feature.name) ||
      (isAnchored(feature)
        ? held.has(feature.aliasOf ?? feature.name) ||
          requests.has(feature.source) ||
          caller.maySee(feature.anchor)
        : belowOf(feature).every((name) => {
            const below = features.get(name);
            return below !== undefined && isVisible(below);
          }));
    known.set(feature.name, answer);
    return answer;
  };
  return manifest.features.filter(isVisible);
}
