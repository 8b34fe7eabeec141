import { isAnchored, type FeatureEntry } from "@pinion/core";
import { loadManifest } from "../load-manifest.js";
import { print, printDocument, table } from "../output.js";

/** `pinion list`: the features in the order of their names. */
export async function list({
  project,
  json,
}: {
  readonly project: string;
  readonly json?: true;
}): Promise<void> {
  const { manifest } = await loadManifest(project);
  const features = manifest.features.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (json === true) {
    printDocument({
      project: manifest.project.name,
      features: features.map((feature) => ({
        name: feature.name,
        kind: feature.kind,
        type: feature.type,
        keys: feature.keys,
        expression: feature.expression,
        ...(isAnchored(feature) ? { source: feature.source, anchor: feature.anchor } : {}),
        ...(feature.kind === "window" ? { window: feature.window } : {}),
        ...(feature.description === undefined ? {} : { description: feature.description }),
      })),
    });
    return;
  }
  print(
    table(
      ["feature", "type", "key", "from"],
      features.map((feature) => [feature.name, feature.type, feature.keys.join(", "), origin(feature)]),
    ),
  );
}

const origin = (feature: FeatureEntry): string =>
  !isAnchored(feature)
    ? feature.lineage.features.join(", ")
    : feature.kind === "window"
      ? `${feature.source}, ${feature.window}`
      : feature.source;
