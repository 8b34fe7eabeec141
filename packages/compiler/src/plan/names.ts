import type { Diagnostic, Place } from "@pinion/core";
import type {
  AnyFeatureDefinition,
  DerivedDefinition,
  FeatureDefinition,
  LookupDefinition,
} from "@pinion/dsl";
import type { Planning } from "./planning.js";

/** Reports features that could not stand beside each other, or beside their keys, in one table. */
export function checkNames(
  planning: Planning,
  features: readonly FeatureDefinition[],
  derived: readonly (DerivedDefinition | LookupDefinition)[],
): void {
  const all = [...features, ...derived];
  const byName = new Map<string, AnyFeatureDefinition>();
  for (const feature of all) {
    const known = byName.get(feature.name.toLowerCase());
    if (known === undefined) byName.set(feature.name.toLowerCase(), feature);
    else if (known.name !== feature.name) planning.report(nearlySame(planning, feature, known));
  }
  for (const feature of all) {
    const key = keyNames(feature).find((name) => name.toLowerCase() === feature.name.toLowerCase());
    if (key !== undefined) planning.report(likeKey(planning, feature, key));
  }
}

/** The keys of a feature, those of its inputs or bases in order. */
export function keyNames(feature: AnyFeatureDefinition): readonly string[] {
  if (feature.kind !== "derived" && feature.kind !== "lookup") return feature.keys.map((key) => key.name);
  const below = feature.kind === "derived" ? feature.inputs : feature.bases;
  return [...new Set(below.flatMap((one) => keyNames(one.feature)))];
}

function placeOfName({ locator }: Planning, feature: AnyFeatureDefinition): Place | undefined {
  return feature.kind === "derived" || feature.kind === "lookup"
    ? locator.placeOf(feature.site, [0])
    : locator.placeOf(feature.anchor.site, [1, "features", feature.name]);
}

function nearlySame(
  planning: Planning,
  feature: AnyFeatureDefinition,
  known: AnyFeatureDefinition,
): Diagnostic {
  const place = placeOfName(planning, feature);
  const other = placeOfName(planning, known);
  return {
    code: "PN3008",
    severity: "error",
    message: `features \`${known.name}\` and \`${feature.name}\` differ by capitals alone`,
    ...(place === undefined ? {} : { place }),
    ...(other === undefined
      ? {}
      : { related: [{ message: "the other one is declared here", place: other }] }),
    help: "rename one of them",
  };
}

function likeKey(planning: Planning, feature: AnyFeatureDefinition, key: string): Diagnostic {
  const place = placeOfName(planning, feature);
  return {
    code: "PN3007",
    severity: "error",
    message: `feature \`${feature.name}\` is called like its key \`${key}\``,
    label: "the name of a key",
    ...(place === undefined ? {} : { place }),
    help: "rename the feature, or give the key an alias",
  };
}
