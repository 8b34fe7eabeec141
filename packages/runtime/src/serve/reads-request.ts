import { belowOf, isAnchored, type FeatureEntry, type Manifest } from "@pinion/core";

/** Whether a feature is computed from request columns, by itself or through what it is computed from. */
export function readsRequest(
  { sources }: Manifest,
  features: ReadonlyMap<string, FeatureEntry>,
  name: string,
): boolean {
  const open = [name];
  const seen = new Set(open);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const feature = features.get(next);
    if (feature !== undefined && isAnchored(feature)) {
      if (sources.some((source) => source.kind === "request" && source.name === feature.source)) return true;
      continue;
    }
    for (const below of belowOf(feature)) {
      if (!seen.has(below)) open.push(below);
      seen.add(below);
    }
  }
  return false;
}
