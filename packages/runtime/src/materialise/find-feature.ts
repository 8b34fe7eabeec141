import { nearest, PinionError, type FeatureEntry, type Manifest } from "@pinion/core";

/** The feature of a name. Throws PN7001 with the nearest name. */
export function findFeature(manifest: Manifest, name: string): FeatureEntry {
  const feature = manifest.features.find((candidate) => candidate.name === name);
  if (feature !== undefined) return feature;
  const guess = nearest(
    name,
    manifest.features.map((candidate) => candidate.name),
  );
  throw new PinionError("PN7001", `unknown feature \`${name}\``, {
    help:
      guess === undefined
        ? "`pinion list` shows the project's features, `GET /v1/catalog` a server's"
        : `did you mean \`${guess}\`?`,
  });
}
