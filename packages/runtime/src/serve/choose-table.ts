import {
  isAnchored,
  nearest,
  PinionError,
  type FeatureEntry,
  type Manifest,
  type RowFeature,
} from "@pinion/core";
import { inputsOf } from "../materialise/closure.js";
import { findFeature } from "../materialise/find-feature.js";
import type { TableInfo } from "../ports.js";
import { UnreadableTable } from "../stores/table-meta.js";
import type { Catalogue } from "./catalogue.js";

/** Which table each feature is to be read from, where several hold it. */
export type TableChoice = Readonly<Record<string, string>>;

/** Where features are to be read from. */
export interface Preference {
  readonly choice: TableChoice;
  /** The table of a read of one table: what it holds is read from it, and what can be computed of that alone is computed. */
  readonly home?: string | undefined;
}

/** The table that a feature is read from, and what it is called there. */
export interface Held {
  readonly info: TableInfo;
  readonly stored: string;
}

/**
 * The table that holds a feature. One under other keys is read from a table of the feature that it is, by its own keys, where
 * none holds it under its name.
 */
export function tableOf(
  feature: FeatureEntry,
  manifest: Manifest,
  catalogue: Catalogue,
  { choice, home }: Preference,
): Held | undefined {
  const original = originalOf(feature, manifest);
  const own = holdersOf(feature, catalogue);
  const others = original === undefined ? [] : holdersOf(original, catalogue);
  if (home !== undefined) {
    const held = heldAt(home, [...own, ...others]);
    if (held !== undefined) return held;
    if (isComputedAt(home, feature, manifest, catalogue)) return undefined;
  }
  const chosenFor = [feature, ...(original === undefined ? [] : [original])].find(({ name }) =>
    Object.hasOwn(choice, name),
  );
  if (chosenFor !== undefined) {
    const named = choice[chosenFor.name] ?? "";
    const held = [...own, ...others].find(({ info }) => info.table === named);
    if (held !== undefined) return held;
    if (!catalogue.tables.has(named)) {
      const unreadable = catalogue.unreadable.get(named);
      if (unreadable !== undefined) throw new UnreadableTable(unreadable.where, unreadable.reason);
      const guess = nearest(named, [...catalogue.tables.keys()]);
      throw new PinionError("PN7002", `the store has no table ${JSON.stringify(named.slice(0, 140))}`, {
        help:
          guess === undefined
            ? `it was named as the table of \`${chosenFor.name}\``
            : `did you mean \`${guess}\`?`,
      });
    }
    throw new PinionError("PN7003", `\`${feature.name}\` was not materialised into table \`${named}\``);
  }
  const holders = own.length > 0 ? own : others;
  if (holders.length <= 1) return holders[0];
  const tables = holders.map(({ info }) => info.table);
  const which = `\`tables: { ${feature.name}: ${JSON.stringify(tables[0])} }\``;
  throw new PinionError("PN7012", `\`${feature.name}\` is in the tables ${tables.join(", ")}`, {
    help: home === undefined ? `say which: ${which}` : `ask by \`getFeatures\`, and say which: ${which}`,
  });
}

const heldAt = (home: string, holders: readonly Held[]): Held | undefined =>
  holders.find(({ info }) => info.table === home);

/** Whether all that a computed feature is computed from stands in one table, or comes from the request. */
function isComputedAt(
  home: string,
  feature: FeatureEntry,
  manifest: Manifest,
  catalogue: Catalogue,
): boolean {
  const open = [...inputsOf(feature)];
  if (open.length === 0) return false;
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const input = findFeature(manifest, name);
    const original = originalOf(input, manifest);
    const holders = [input, ...(original === undefined ? [] : [original])];
    if (holders.some((one) => heldAt(home, holdersOf(one, catalogue)) !== undefined)) continue;
    const below = inputsOf(input);
    if (below.length === 0 && !isRequested(input, manifest)) return false;
    for (const next of below) {
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return true;
}

/** The feature that one is under other keys. */
export function originalOf(feature: FeatureEntry, manifest: Manifest): FeatureEntry | undefined {
  if (!isAnchored(feature) || feature.aliasOf === undefined) return undefined;
  return findFeature(manifest, feature.aliasOf);
}

const holdersOf = (feature: FeatureEntry, { holders, tables }: Catalogue): readonly Held[] =>
  (holders.get(feature.name) ?? []).flatMap((name) => {
    const info = tables.get(name);
    return info !== undefined && hasKeysOf(info, feature) ? [{ info, stored: feature.name }] : [];
  });

const hasKeysOf = (info: TableInfo, feature: FeatureEntry): boolean =>
  info.keys.length === feature.keys.length && info.keys.every(({ name }, i) => name === feature.keys[i]);

/** Whether a feature is computed from request columns by itself. */
export const isRequested = (feature: FeatureEntry, { sources }: Manifest): feature is RowFeature =>
  feature.kind === "row" && sources.some(({ name, kind }) => name === feature.source && kind === "request");
