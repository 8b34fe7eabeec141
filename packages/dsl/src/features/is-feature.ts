import { DEFINITION } from "../brand.js";
import type { AnyFeatureDefinition, KeyDefinition } from "../definitions.js";

const BRANDS: readonly unknown[] = [
  "feature",
  "derived",
  "lookup",
] satisfies readonly AnyFeatureDefinition[typeof DEFINITION][];

/** Whether something is a feature, of whatever kind. */
export const isFeature = (x: unknown): x is AnyFeatureDefinition =>
  typeof x === "object" && x !== null && DEFINITION in x && BRANDS.includes(x[DEFINITION]);

/** The keys of a feature: those of what it is computed from, each once, in order. */
export function keysOf(feature: AnyFeatureDefinition): readonly KeyDefinition[] {
  if (feature.kind !== "derived" && feature.kind !== "lookup") return feature.keys;
  const below = feature.kind === "derived" ? feature.inputs : feature.bases;
  const keys = new Map<string, KeyDefinition>();
  for (const one of below)
    for (const key of keysOf(one.feature)) if (!keys.has(key.name)) keys.set(key.name, key);
  return [...keys.values()];
}
