import {
  groupOf,
  isAnchored,
  type FeatureEntry,
  type Manifest,
  type RowFeature,
  type SourcePlan,
  type WindowFeature,
} from "@pinion/core";

/** What is read of one source by one key. */
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

export function sourcesOf(
  manifest: Manifest,
  needed: readonly FeatureEntry[],
  keyNames: readonly string[],
): readonly SourceSelection[] {
  return manifest.plans.flatMap((plan) =>
    plan.groups.flatMap((group, index): readonly SourceSelection[] => {
      const ofGroup = (feature: FeatureEntry): boolean =>
        isAnchored(feature) && feature.source === plan.source && groupOf(plan, feature) === index;
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

/** Whether a source has all parts of the table's key, in order: only such a source makes a key known. */
export const hasWholeKey = ({ keyPositions }: SourceSelection, parts: number): boolean =>
  keyPositions.length === parts && keyPositions.every((position, i) => position === i);
