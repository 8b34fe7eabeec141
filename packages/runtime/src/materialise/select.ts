import {
  nearest,
  PinionError,
  type DerivedFeature,
  type FeatureEntry,
  type KeyEntry,
  type Manifest,
  type RowFeature,
  type SourcePlan,
  type WindowFeature,
} from "@pinion/core";

/** What a set of features needs computed. */
export interface Selection {
  /** As asked for, in that order. */
  readonly features: readonly FeatureEntry[];
  readonly keys: readonly KeyEntry[];
  /** Everything needed below derived features too, in an order in which inputs come first. */
  readonly needed: readonly FeatureEntry[];
  readonly sources: readonly SourceSelection[];
}

export interface SourceSelection {
  readonly plan: SourcePlan;
  /** Index into the plan's groups. */
  readonly group: number;
  /**
   * By the position of the group's keys, the position among the table's. All of the table's keys, in order, of
   * most sources; fewer of one that a derived feature reads by a part of the key.
   */
  readonly keyPositions: readonly number[];
  readonly rows: readonly RowFeature[];
  readonly windows: readonly WindowFeature[];
}

/** The feature of a name. Throws PN7001 with the nearest name. */
export function findFeature(manifest: Manifest, name: string): FeatureEntry {
  const feature = manifest.features.find((candidate) => candidate.name === name);
  if (feature !== undefined) return feature;
  const guess = nearest(
    name,
    manifest.features.map((candidate) => candidate.name),
  );
  throw new PinionError("PN7001", `unknown feature \`${name}\``, {
    help: guess === undefined ? "`pinion list` shows the project's features" : `did you mean \`${guess}\`?`,
  });
}

/** Throws PN7001 or PN7006 where the features cannot be materialised into one table. */
export function select(manifest: Manifest, names: readonly string[]): Selection {
  if (names.length === 0) {
    throw new PinionError("PN7010", "no features were named", { help: "name at least one feature" });
  }
  const features = [...new Set(names)].map((name) => findFeature(manifest, name));
  const needed = closure(manifest, features);
  for (const feature of needed) refuseRequest(manifest, feature);
  const [first] = features;
  const keyNames = first?.keys ?? [];
  for (const feature of features) {
    if (feature.keys.join("\n") !== keyNames.join("\n")) throw otherKey(feature, first, keyNames);
  }
  for (const feature of needed) {
    if (!feature.keys.every((key) => keyNames.includes(key))) throw otherKey(feature, first, keyNames);
  }
  const keys = keyNames.map((name) => {
    const key = manifest.keys.find((candidate) => candidate.name === name);
    if (key === undefined) throw new Error(`the manifest has no key ${name}`);
    return key;
  });
  const sources = sourcesOf(manifest, needed, keyNames);
  if (!sources.some((source) => hasWholeKey(source, keyNames.length))) {
    throw new PinionError("PN7006", `no source tells which keys (${keyNames.join(", ")}) there are`, {
      help: "add a feature of the whole key, or derive these when they are asked for",
    });
  }
  return { features, keys, needed, sources };
}

const otherKey = (
  feature: FeatureEntry,
  first: FeatureEntry | undefined,
  keyNames: readonly string[],
): PinionError =>
  new PinionError(
    "PN7006",
    `\`${feature.name}\` has the key (${feature.keys.join(", ")}), \`${first?.name ?? ""}\` has (${keyNames.join(", ")})`,
    { help: "materialise them into tables of their own" },
  );

/** Whether a source has all parts of the table's key, in order: only such a source makes a key known. */
export const hasWholeKey = ({ keyPositions }: SourceSelection, parts: number): boolean =>
  keyPositions.length === parts && keyPositions.every((position, i) => position === i);

/** The features and all they are computed from, inputs first. */
export function closure(manifest: Manifest, features: readonly FeatureEntry[]): readonly FeatureEntry[] {
  const done = new Map<string, FeatureEntry>();
  const visit = (feature: FeatureEntry): void => {
    if (done.has(feature.name)) return;
    if (feature.kind === "derived") inputsOf(manifest, feature).forEach(visit);
    done.set(feature.name, feature);
  };
  features.forEach(visit);
  return [...done.values()];
}

const inputsOf = (manifest: Manifest, feature: DerivedFeature): readonly FeatureEntry[] =>
  feature.inputs.map((input) => findFeature(manifest, input.feature));

function refuseRequest(manifest: Manifest, feature: FeatureEntry): void {
  if (feature.kind === "derived") return;
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

export function sourcesOf(
  manifest: Manifest,
  needed: readonly FeatureEntry[],
  keyNames: readonly string[],
): readonly SourceSelection[] {
  return manifest.plans.flatMap((plan) =>
    plan.groups.flatMap((group, index): readonly SourceSelection[] => {
      const ofGroup = (feature: FeatureEntry): boolean =>
        feature.kind !== "derived" &&
        feature.source === plan.source &&
        feature.keys.join("\n") === group.keys.join("\n");
      const rows = needed.filter(
        (feature): feature is RowFeature => feature.kind === "row" && ofGroup(feature),
      );
      const windows = needed.filter(
        (feature): feature is WindowFeature => feature.kind === "window" && ofGroup(feature),
      );
      const keyPositions = group.keys.map((key) => keyNames.indexOf(key));
      return rows.length + windows.length === 0 ? [] : [{ plan, group: index, keyPositions, rows, windows }];
    }),
  );
}
