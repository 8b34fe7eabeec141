import {
  algebraOf,
  type AggregateEntry,
  type Evaluators,
  type FeatureEntry,
  type Int64,
  type Value,
} from "@pinion/core";
import { slide, type TileRange } from "../aggregate/slide.js";
import type { Tiles } from "../aggregate/tiles.js";
import { defaultOf, derivedRunner, programRunner, singleRunner } from "./evaluate.js";
import { aggregateMeasure, rowMeasure, type Measure } from "./measure.js";
import type { KeyPartials } from "./key-stream.js";
import type { LookupSpace } from "./lookup-spaces.js";
import { knownByInputs, seenAsOf } from "./known-keys.js";
import type { SourceSelection } from "./source-selection.js";
import type { Selection } from "./select.js";
import type { PassedWindow } from "./value-pass.js";

/** How one feature is read off a source's partials: for each cutoff a value, undefined where it does not know the key. */
export interface Reading {
  readonly feature: string;
  readonly read: (partials: KeyPartials) => readonly (Value | undefined)[];
}

/** The measures that a source's features need, and how they become values. */
export interface SourceReadings {
  readonly measures: readonly Measure[];
  readonly readings: readonly Reading[];
  /** For each measure, the windows that are looked at of it, as of each cutoff. */
  readonly windowsOfMeasures: readonly (readonly PassedWindow[])[];
  /** The windows' lengths, in the order in which tiles have their starts. */
  readonly windows: readonly number[];
}

/** The lengths of all windows of a source's features, distinct. */
export const windowsOf = (source: SourceSelection): readonly number[] => [
  ...new Set(source.windows.map((feature) => feature.windowMicros)),
];

/** Of a time-partitioned source a windowed feature knows the keys that have a row in its own window, and no others. */
export function sourceReadings(
  source: SourceSelection,
  evaluators: Evaluators,
  tiles: Tiles,
  partitioned: boolean,
): SourceReadings {
  const windows = windowsOf(source);
  const asOfs = tiles.cutoffs.map(({ asOf }) => asOf);
  const aggregates = [...new Set(source.windows.map((feature) => feature.aggregate))];
  const firstTile = (window: number): number =>
    Math.min(...tiles.cutoffs.map(({ starts }) => starts[window] ?? 0));
  const measures: Measure[] = [
    ...aggregates.map((index) => {
      const using = source.windows.filter((feature) => feature.aggregate === index);
      const first = using.map((feature) => firstTile(windows.indexOf(feature.windowMicros)));
      return aggregateMeasure(aggregateAt(source, index), Math.min(...first));
    }),
    ...source.rows.map((feature) => rowMeasure(source.plan, feature.output)),
  ];

  const rangesOf = (windowMicros: number): readonly TileRange[] => {
    const window = windows.indexOf(windowMicros);
    return tiles.cutoffs.map(({ starts, end }) => ({ start: starts[window] ?? 0, end }));
  };

  const windowReadings = source.windows.map((feature): Reading => {
    const measure = aggregates.indexOf(feature.aggregate);
    const algebra = algebraOf(aggregateAt(source, feature.aggregate));
    const finalise = singleRunner(evaluators, feature.finalise);
    const fallback = defaultOf(feature);
    const ranges = rangesOf(feature.windowMicros);
    return {
      feature: feature.name,
      read: ({ tiles: at, since, measures: all, passed }) => {
        const values = passed?.get(measure)?.get(feature.windowMicros);
        const own = { tiles: at, states: all[measure] ?? [], ...(since === undefined ? {} : { since }) };
        return slide(own, ranges, values === undefined ? algebra : COUNTS).map((state, i) => {
          if (partitioned && state === undefined) return undefined;
          const value = values === undefined ? algebra.finish(state, asOfs[i] ?? 0) : (values[i] ?? null);
          return finalise(value) ?? fallback;
        });
      },
    };
  });

  const everything = tiles.cutoffs.map(({ end }): TileRange => ({ start: 0, end }));
  const rowReadings = source.rows.map((feature, i): Reading => {
    const fallback = defaultOf(feature);
    const measure = aggregates.length + i;
    const algebra = measures[measure]?.algebra;
    if (algebra === undefined) throw new Error(`${feature.name} has no measure`);
    return {
      feature: feature.name,
      read: ({ tiles: at, since, measures: all }) => {
        const own = { tiles: at, states: all[measure] ?? [], ...(since === undefined ? {} : { since }) };
        return slide(own, everything, algebra).map(
          (state, cutoff) => algebra.finish(state, asOfs[cutoff] ?? 0) ?? fallback,
        );
      },
    };
  });
  const windowsOfMeasures = aggregates.map((index) => {
    const own = source.windows.filter((feature) => feature.aggregate === index);
    return [...new Set(own.map(({ windowMicros }) => windowMicros))].map((window) => ({
      window,
      ranges: rangesOf(window),
    }));
  });
  return { measures, readings: [...windowReadings, ...rowReadings], windows, windowsOfMeasures };
}

/** Of values that were passed over it matters but whether there are rows. */
const COUNTS = { merge: (a: unknown, b: unknown): unknown => Number(a) + Number(b) };

function aggregateAt(source: SourceSelection, index: number): AggregateEntry {
  const aggregate = source.plan.aggregates[index];
  if (aggregate === undefined) throw new Error(`the plan of ${source.plan.source} has no aggregate ${index}`);
  return aggregate;
}

/** One key's features as of each cutoff; undefined where no source has seen the key yet. */
export type CutoffValues = readonly (readonly Value[] | undefined)[];

/** A source as it is read for the keys of one entity. */
export interface ReadSource extends Pick<SourceReadings, "readings" | "windows"> {
  readonly selection: SourceSelection;
  readonly tiles: Tiles;
  /** Whether but those partitions are read that the windows reach. */
  readonly partitioned: boolean;
}

/** The values of features by name. */
export type NamedValues = Map<string, Value>;

/**
 * The features of an entity that are computed of rows: from what each source knows of a key (undefined where it does not
 * know it) to their values as of each cutoff, undefined where no source has seen the key yet; with `unseen` there too, as
 * what they are over nothing.
 */
export function anchoredReader(
  { needed, keys }: Pick<Selection | LookupSpace, "needed" | "keys">,
  sources: readonly ReadSource[],
  evaluators: Evaluators,
  cutoffs: number,
  unseen?: "unseen",
): (partials: readonly (KeyPartials | undefined)[]) => readonly (NamedValues | undefined)[] {
  const empty = new Map(needed.map((feature) => [feature.name, emptyValue(feature, evaluators, sources)]));
  const wanted = sources.map(({ readings }) => readings.filter(({ feature }) => empty.has(feature)));
  const isSeen = seenAsOf(sources, keys.length);
  return (partials) => {
    const bySource = wanted.map((readings, s) => {
      const known = partials[s];
      return known === undefined
        ? []
        : readings.map(({ feature, read }) => ({ feature, values: read(known) }));
    });
    return Array.from({ length: cutoffs }, (_, cutoff) => {
      if (unseen === undefined && !isSeen(partials, cutoff)) return undefined;
      const values = new Map(empty);
      for (const readings of bySource)
        for (const { feature, values: all } of readings) {
          const value = all[cutoff];
          if (value !== undefined) values.set(feature, value);
        }
      return values;
    });
  };
}

/** Features that are none of others: nothing is looked up by name, for each key. */
function plainEvaluator(
  { features, keys }: Selection,
  sources: readonly ReadSource[],
  evaluators: Evaluators,
  cutoffs: number,
): (partials: readonly (KeyPartials | undefined)[]) => CutoffValues {
  const columns = features.map((feature) => {
    const source = sources.findIndex(({ readings }) => readings.some((one) => one.feature === feature.name));
    const reading = sources[source]?.readings.find((one) => one.feature === feature.name);
    return { source, read: reading?.read, empty: emptyValue(feature, evaluators, sources) };
  });
  const isSeen = seenAsOf(sources, keys.length);
  return (partials) => {
    const read = columns.map((column) => {
      const known = partials[column.source];
      return known === undefined ? undefined : column.read?.(known);
    });
    const rows: (readonly Value[] | undefined)[] = [];
    for (let cutoff = 0; cutoff < cutoffs; cutoff++) {
      const row = isSeen(partials, cutoff)
        ? columns.map(({ empty }, i) => {
            const value = read[i]?.[cutoff];
            return value === undefined ? empty : value;
          })
        : undefined;
      rows.push(row);
    }
    return rows;
  };
}

/** From what each source knows of a key to the features asked for, derived ones included; lookups are none of them. */
export function keyEvaluator(
  selection: Selection,
  sources: readonly ReadSource[],
  evaluators: Evaluators,
  cutoffs: number,
): (partials: readonly (KeyPartials | undefined)[]) => CutoffValues {
  if (selection.features.every((feature) => feature.kind === "window" || feature.kind === "row"))
    return plainEvaluator(selection, sources, evaluators, cutoffs);
  const read = anchoredReader(selection, sources, evaluators, cutoffs);
  const derived = selection.needed.flatMap((feature) =>
    feature.kind === "derived" ? [derivedRunner(evaluators, feature)] : [],
  );
  const output = namedOutputs(selection, sources);
  return (partials) =>
    read(partials).map((values, cutoff) => {
      if (values === undefined) return undefined;
      for (const { feature, run } of derived)
        values.set(
          feature.name,
          run((name) => values.get(name) ?? null),
        );
      return output(values, partials, cutoff);
    });
}

/** The features asked for, out of the values of all that were computed. */
export function namedOutputs(
  selection: Pick<Selection, "features" | "needed">,
  sources: readonly ReadSource[],
): (values: NamedValues, partials: readonly (KeyPartials | undefined)[], cutoff: number) => readonly Value[] {
  const known = knownByInputs(selection, sources);
  const columns = selection.features.map((feature, i) => ({
    name: feature.name,
    isKnown: known[i],
    unknown: defaultOf(feature),
  }));
  return (values, partials, cutoff) =>
    columns.map(({ name, isKnown, unknown }) =>
      isKnown?.(partials, cutoff) === false ? unknown : (values.get(name) ?? null),
    );
}

/** Of no rows nothing decays. */
const NO_TIME: Int64 = 0;

/** What a feature is for a key that its own source has not seen: its aggregate over nothing, unless that may lie unread. */
function emptyValue(feature: FeatureEntry, evaluators: Evaluators, sources: readonly ReadSource[]): Value {
  if (feature.kind !== "window") return defaultOf(feature);
  const source = sources.find(({ selection: { plan } }) => plan.source === feature.source);
  if (source?.partitioned === true) return defaultOf(feature);
  const aggregate = source?.selection.plan.aggregates[feature.aggregate];
  const value = aggregate === undefined ? null : algebraOf(aggregate).finish(undefined, NO_TIME);
  return programRunner(evaluators, feature.finalise)([value])[0] ?? defaultOf(feature);
}
