import type { FeatureEntry } from "@pinion/core";
import type { ReadSource } from "./cutoff-rows.js";
import { inputsOf } from "./closure.js";
import type { KeyPartials } from "./key-stream.js";
import type { Selection } from "./select.js";
import { hasWholeKey } from "./source-selection.js";

/** Whether something is known as of a cutoff, of what each source knows of a key. */
export type IsKnown = (partials: readonly (KeyPartials | undefined)[], cutoff: number) => boolean;

/**
 * Whether a source that has the whole key makes it known as of a cutoff: by any row before, of time-partitioned sources by one
 * within a window that is asked for, since which others are read depends on what else is asked.
 */
export function seenAsOf(sources: readonly ReadSource[], parts: number): IsKnown {
  const whole = sources.flatMap((source, s) => {
    if (!hasWholeKey(source.selection, parts)) return [];
    const { rows, windows } = source.selection;
    const longest = Math.max(...windows.map(({ windowMicros }) => windowMicros));
    return [rowsWithin(source, s, source.partitioned && rows.length === 0 ? longest : undefined)];
  });
  return (partials, cutoff) => whole.some((isWithin) => isWithin(partials, cutoff));
}

/** Whether a source has a row of the key within a window, or at all before the cutoff. */
function rowsWithin({ tiles, windows }: ReadSource, s: number, window: number | undefined): IsKnown {
  const at = window === undefined ? -1 : windows.indexOf(window);
  const ranges = tiles.cutoffs.map(({ starts, end }) => ({ start: starts[at] ?? 0, end }));
  return (partials, cutoff) => {
    const { tiles: there, since } = partials[s] ?? {};
    const { start, end } = ranges[cutoff] ?? { start: 0, end: 0 };
    if (there === undefined) return false;
    if (since !== undefined)
      return there.some((tile, i) => tile >= start && tile < end && (since[i] ?? 0) <= cutoff);
    for (const tile of there) if (tile >= start) return tile < end;
    return false;
  };
}

/**
 * For each feature whether its own inputs know the key; undefined of one that is as any row of its table is: of what is
 * made of time-partitioned sources alone it must not matter what else makes the key known.
 */
export function knownByInputs(
  { features, needed }: Pick<Selection, "features" | "needed">,
  sources: readonly ReadSource[],
): readonly (IsKnown | undefined)[] {
  const leaves = new Map<string, ReadonlySet<FeatureEntry>>();
  for (const feature of needed) {
    const inputs = inputsOf(feature).flatMap((name) => [...(leaves.get(name) ?? [])]);
    leaves.set(feature.name, new Set(inputs.length === 0 ? [feature] : inputs));
  }
  return features.map((feature) => {
    if (feature.kind === "window" || feature.kind === "row") return undefined;
    const ways = [...(leaves.get(feature.name) ?? [])].map((leaf) => {
      const s = sources.findIndex(
        ({ partitioned, selection }) =>
          partitioned &&
          ((leaf.kind === "window" && selection.windows.includes(leaf)) ||
            (leaf.kind === "row" && selection.rows.includes(leaf))),
      );
      const source = sources[s];
      return source && rowsWithin(source, s, leaf.kind === "window" ? leaf.windowMicros : undefined);
    });
    if (ways.length === 0 || ways.includes(undefined)) return undefined;
    return (partials, cutoff) => ways.some((isWithin) => isWithin?.(partials, cutoff) === true);
  });
}
