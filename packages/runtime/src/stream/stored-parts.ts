import { isAnchored, type FeatureEntry, type Manifest } from "@pinion/core";
import { inputsOf } from "../materialise/closure.js";
import { findFeature } from "../materialise/find-feature.js";

/** What has to be in tables so that a feature can be computed when it is asked for, by what writes these tables. */
export interface StoredParts {
  readonly streamed: readonly string[];
  readonly materialised: readonly string[];
}

/** The parts of a feature that one job each can write; what comes with a request is in no table. */
export function storedParts(manifest: Manifest, feature: FeatureEntry): StoredParts {
  const streamed = new Set<string>();
  const materialised = new Set<string>();
  const visit = (one: FeatureEntry): void => {
    const sources = sourcesBelow(manifest, one);
    const kinds = new Set(sources.map((source) => kindOf(manifest, source)));
    const streams = kinds.has("stream");
    if (!streams && !kinds.has("request")) materialised.add(one.name);
    else if (streams && sources.length === 1 && !looksUp(manifest, one)) streamed.add(one.name);
    else for (const name of partsOf(one)) visit(findFeature(manifest, name));
  };
  visit(feature);
  return { streamed: [...streamed], materialised: [...materialised] };
}

/** The sources of all that a feature is computed of, what it looks up included; each once. */
export function sourcesBelow(manifest: Manifest, feature: FeatureEntry): readonly string[] {
  if (isAnchored(feature)) return [feature.source];
  return [
    ...new Set(partsOf(feature).flatMap((name) => sourcesBelow(manifest, findFeature(manifest, name)))),
  ];
}

export const isStream = (manifest: Manifest, source: string): boolean =>
  kindOf(manifest, source) === "stream";

const kindOf = (manifest: Manifest, source: string): string | undefined =>
  manifest.sources.find(({ name }) => name === source)?.kind;

const partsOf = (feature: FeatureEntry): readonly string[] =>
  feature.kind === "lookup" ? [...inputsOf(feature), feature.expansion] : inputsOf(feature);

const looksUp = (manifest: Manifest, feature: FeatureEntry): boolean =>
  feature.kind === "lookup" ||
  partsOf(feature).some((name) => looksUp(manifest, findFeature(manifest, name)));
