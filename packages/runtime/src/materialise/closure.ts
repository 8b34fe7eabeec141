import type { FeatureEntry, KeyEntry, Manifest } from "@pinion/core";
import { findFeature } from "./find-feature.js";

/** The features and all they are computed from by the same entity, inputs first: what lookups look up is not among them. */
export function closure(manifest: Manifest, features: readonly FeatureEntry[]): readonly FeatureEntry[] {
  const done = new Map<string, FeatureEntry>();
  const visit = (feature: FeatureEntry): void => {
    if (done.has(feature.name)) return;
    for (const name of inputsOf(feature)) visit(findFeature(manifest, name));
    done.set(feature.name, feature);
  };
  features.forEach(visit);
  return [...done.values()];
}

/** The names of the features of the same entity that one is computed from. */
export function inputsOf(feature: FeatureEntry): readonly string[] {
  if (feature.kind === "derived") return feature.inputs.map((input) => input.feature);
  return feature.kind === "lookup" ? feature.bases.map((base) => base.feature) : [];
}

export const keysNamed = (manifest: Manifest, names: readonly string[]): readonly KeyEntry[] =>
  names.map((name) => {
    const key = manifest.keys.find((candidate) => candidate.name === name);
    if (key === undefined) throw new Error(`the manifest has no key ${name}`);
    return key;
  });
