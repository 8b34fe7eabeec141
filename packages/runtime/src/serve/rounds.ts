import type { FeatureEntry, Manifest } from "@pinion/core";
import { inputsOf } from "../materialise/closure.js";
import { findFeature } from "../materialise/find-feature.js";
import type { Held } from "./choose-table.js";

/** A feature that a call needs, and the table that holds it; one that none holds is to be computed. */
export interface Needed {
  readonly feature: FeatureEntry;
  readonly table: Held | undefined;
  readonly round: number;
}

/** The features of a call and those that they are computed from, inputs first, and those of earlier rounds first. */
export function inRounds(
  names: readonly string[],
  tableOf: (feature: FeatureEntry) => Held | undefined,
  manifest: Manifest,
): readonly Needed[] {
  const needed = new Map<string, Needed>();
  const visit = (name: string): number => {
    const known = needed.get(name);
    if (known !== undefined) return known.round;
    const feature = findFeature(manifest, name);
    const table = tableOf(feature);
    const below = table === undefined ? inputsOf(feature).map(visit) : [];
    const above = feature.kind === "lookup" && table === undefined ? 1 : 0;
    const round = Math.max(0, ...below) + above;
    needed.set(name, { feature, table, round });
    return round;
  };
  names.forEach(visit);
  return [...needed.values()].toSorted((a, b) => a.round - b.round);
}
