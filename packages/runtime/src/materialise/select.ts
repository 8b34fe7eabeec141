import { isAnchored, PinionError, type FeatureEntry, type KeyEntry, type Manifest } from "@pinion/core";
import { closure, keysNamed } from "./closure.js";
import { findFeature } from "./find-feature.js";
import { spacesOf, type LookupSpace } from "./lookup-spaces.js";
import { hasWholeKey, sourcesOf, type SourceSelection } from "./source-selection.js";

/** What a set of features needs computed. */
export interface Selection {
  /** As asked for, in that order. */
  readonly features: readonly FeatureEntry[];
  readonly keys: readonly KeyEntry[];
  /** Everything needed below derived features too, in an order in which inputs come first. */
  readonly needed: readonly FeatureEntry[];
  readonly sources: readonly SourceSelection[];
  /** What its lookups look up, one for each entity. */
  readonly spaces: readonly LookupSpace[];
  /** Everything to be scanned, for these features and those that are looked up; each source and key once. */
  readonly scans: readonly SourceSelection[];
}

/** Throws PN7001 or PN7006 where the features cannot be materialised into one table. */
export function select(manifest: Manifest, names: readonly string[]): Selection {
  if (names.length === 0) {
    throw new PinionError("PN7010", "no features were named", { help: "name at least one feature" });
  }
  const features = [...new Set(names)].map((name) => findFeature(manifest, name));
  const needed = closure(manifest, features);
  const spaces = spacesOf(manifest, needed);
  const all = everything(needed, spaces);
  for (const feature of all) refuseRequest(manifest, feature);
  const [first] = features;
  const keyNames = first?.keys ?? [];
  for (const feature of features) {
    if (feature.keys.join("\n") !== keyNames.join("\n")) throw otherKey(feature, first, keyNames);
  }
  for (const feature of needed) {
    if (feature.keys.every((key) => keyNames.includes(key))) continue;
    const asking = features.find(
      (asked) => asked !== feature && closure(manifest, [asked]).includes(feature),
    );
    throw otherKey(feature, first, keyNames, asking);
  }
  const keys = keysNamed(manifest, keyNames);
  const sources = sourcesOf(manifest, needed, keyNames);
  if (!sources.some((source) => hasWholeKey(source, keyNames.length))) {
    throw new PinionError("PN7006", `no source tells which keys (${keyNames.join(", ")}) there are`, {
      help: "add a feature of the whole key, or derive these when they are asked for",
    });
  }
  return { features, keys, needed, sources, spaces, scans: sourcesOf(manifest, all, keyNames) };
}

/** These features and all that they look up, each once. */
function everything(
  needed: readonly FeatureEntry[],
  spaces: readonly LookupSpace[],
): readonly FeatureEntry[] {
  return [...new Set([...needed, ...spaces.flatMap((space) => everything(space.needed, space.spaces))])];
}

const otherKey = (
  feature: FeatureEntry,
  first: FeatureEntry | undefined,
  keyNames: readonly string[],
  asking?: FeatureEntry,
): PinionError =>
  new PinionError(
    "PN7006",
    `\`${feature.name}\`${asking === undefined ? "" : `, which \`${asking.name}\` needs,`} has the key (${feature.keys.join(", ")}), \`${first?.name ?? ""}\` has (${keyNames.join(", ")})`,
    { help: "materialise them into tables of their own" },
  );

function refuseRequest(manifest: Manifest, feature: FeatureEntry): void {
  if (!isAnchored(feature)) return;
  const source = manifest.sources.find((candidate) => candidate.name === feature.source);
  if (source?.kind !== "request") return;
  throw new PinionError(
    "PN7006",
    `\`${feature.name}\` is computed from the request and cannot be materialised`,
    {
      help: "leave it out: it is computed when features are asked for",
    },
  );
}
