import {
  INT,
  type DataType,
  type DerivedFeature,
  type FeatureEntry,
  type KeyEntry,
  type LookupFeature,
  type Manifest,
} from "@pinion/core";
import { closure, inputsOf, keysNamed } from "./closure.js";
import { findFeature } from "./find-feature.js";
import { sourcesOf, type SourceSelection } from "./source-selection.js";

/** The features of one entity that lookups look up, and all that is needed for them. */
export interface LookupSpace {
  /** Those of the expansions, in order. */
  readonly keys: readonly KeyEntry[];
  readonly expansions: readonly FeatureEntry[];
  /** In an order in which inputs come first. */
  readonly needed: readonly FeatureEntry[];
  readonly sources: readonly SourceSelection[];
  /** What its own lookups look up. */
  readonly spaces: readonly LookupSpace[];
}

/** What the lookups among some features look up; a manifest whose features go round in circles is never loaded. */
export function spacesOf(manifest: Manifest, needed: readonly FeatureEntry[]): readonly LookupSpace[] {
  const byKeys = new Map<string, Map<string, FeatureEntry>>();
  for (const feature of needed) {
    if (feature.kind !== "lookup") continue;
    const expansion = findFeature(manifest, feature.expansion);
    const id = spaceId(feature);
    byKeys.set(id, (byKeys.get(id) ?? new Map<string, FeatureEntry>()).set(expansion.name, expansion));
  }
  return [...byKeys.values()].map((found): LookupSpace => {
    const expansions = [...found.values()];
    const all = closure(manifest, expansions);
    const keyNames = expansions[0]?.keys ?? [];
    return {
      keys: keysNamed(manifest, keyNames),
      expansions,
      needed: all,
      sources: sourcesOf(manifest, all, keyNames),
      spaces: spacesOf(manifest, all),
    };
  });
}

const spaceId = (lookup: LookupFeature): string => lookup.bases.map(({ key }) => key).join("\n");

/** The space that a lookup's expansion is of. */
export function spaceOf<S extends Pick<LookupSpace, "keys">>(spaces: readonly S[], lookup: LookupFeature): S {
  const id = spaceId(lookup);
  const space = spaces.find(({ keys }) => keys.map(({ name }) => name).join("\n") === id);
  if (space === undefined) throw new Error(`${lookup.name} has no space`);
  return space;
}

/** Bases are INT where keys are narrower: what is beyond them is of no key. */
export const askedType = (type: DataType): DataType =>
  type.kind === "tinyint" || type.kind === "smallint" ? INT : type;

/** Computed features that can be computed together: first the lookups, whose bases earlier stages hold, then the derived ones. */
export interface Stage {
  readonly lookups: readonly LookupFeature[];
  /** Inputs first. */
  readonly derived: readonly DerivedFeature[];
}

/** How many lookups lie one behind the other under each of these features, which come inputs first. */
export function depthsOf(needed: readonly FeatureEntry[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const feature of needed) {
    const below = inputsOf(feature).map((name) => depths.get(name) ?? 0);
    depths.set(feature.name, Math.max(0, ...below) + (feature.kind === "lookup" ? 1 : 0));
  }
  return depths;
}

/** The computed features among these, which come inputs first. */
export function stagesOf(needed: readonly FeatureEntry[]): readonly Stage[] {
  const depths = depthsOf(needed);
  const stages = Array.from({ length: Math.max(0, ...depths.values()) + 1 }, () => ({
    lookups: [] as LookupFeature[],
    derived: [] as DerivedFeature[],
  }));
  for (const feature of needed) {
    const stage = stages[depths.get(feature.name) ?? 0];
    if (feature.kind === "lookup") stage?.lookups.push(feature);
    if (feature.kind === "derived") stage?.derived.push(feature);
  }
  return stages;
}
