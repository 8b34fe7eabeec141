import { isAnchored, type FeatureEntry, type LookupFeature, type Manifest } from "@pinion/core";
import { findFeature } from "@pinion/runtime";
import { loadManifest } from "../load-manifest.js";
import { print, printDocument } from "../output.js";

/** `pinion describe FEATURE`. */
export async function describe(
  name: string,
  { project, json }: { readonly project: string; readonly json?: true },
): Promise<void> {
  const { manifest } = await loadManifest(project);
  const feature = findFeature(manifest, name);
  if (json === true) {
    printDocument(feature);
    return;
  }
  for (const [label, text] of describedFeature(manifest, feature)) print(`${`${label}:`.padEnd(14)}${text}`);
}

/** What there is to say of a feature, as labels and texts. */
export function describedFeature(
  manifest: Manifest,
  feature: FeatureEntry,
): readonly (readonly [string, string])[] {
  const keys = feature.keys.map((name) => {
    const key = manifest.keys.find((candidate) => candidate.name === name);
    return `${name} ${key?.type ?? ""}${key?.description === undefined ? "" : ` (${key.description})`}`;
  });
  const rows: (readonly [string, string | undefined])[] = [
    ["feature", feature.name],
    ["description", feature.description],
    ["type", feature.type],
    ["kind", feature.kind],
    ["key", keys.length === 0 ? undefined : keys.join(", ")],
    ["source", isAnchored(feature) ? feature.source : undefined],
    ["anchor", isAnchored(feature) ? feature.anchor : undefined],
    ["expression", feature.expression],
    ["base", feature.kind === "lookup" ? feature.bases.map(baseText).join(", ") : undefined],
    ["expansion", feature.kind === "lookup" ? feature.expansion : undefined],
    ["aggregation", aggregation(manifest, feature)],
    ["window", feature.kind === "window" ? feature.window : undefined],
    ["filter", feature.kind === "window" ? feature.filter : undefined],
    ["columns", feature.lineage.columns.join(", ") || undefined],
    ["features", feature.lineage.features.join(", ") || undefined],
    ["default", feature.default === undefined ? undefined : JSON.stringify(feature.default)],
    [
      "declared at",
      feature.place === undefined
        ? undefined
        : `${feature.place.file}:${feature.place.line}:${feature.place.column}`,
    ],
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

const baseText = ({ key, feature }: LookupFeature["bases"][number]): string => `${feature} (as ${key})`;

function aggregation(manifest: Manifest, feature: FeatureEntry): string | undefined {
  if (feature.kind === "lookup") return feature.aggregation?.op.toUpperCase();
  if (feature.kind !== "window") return undefined;
  const plan = manifest.plans.find(({ source }) => source === feature.source);
  return (plan?.aggregates[feature.aggregate]?.op ?? "").toUpperCase();
}
