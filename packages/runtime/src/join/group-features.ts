import { algebraOf, type AggregateEntry, type Evaluators, type Value, type WindowBounds } from "@pinion/core";
import { programRunner, typeNamed } from "../materialise/evaluate.js";
import type { JoinGroup, JoinPlan } from "./plan.js";
import { valueColumn, getValue, isValid, setValue, type ValueColumn } from "./value-column.js";

/** A feature of a source as it is read off the rows of a key. */
export interface ReadFeature {
  readonly name: string;
  /** Undefined of the latest row's value. */
  readonly aggregate: AggregateEntry | undefined;
  /** The output of the program that a row-level feature is. */
  readonly output: number;
  /** Microseconds; undefined where every row before counts. */
  readonly window: number | undefined;
  readonly delay: number;
  /** The aggregate's value, or the row's, by observation. */
  readonly column: ValueColumn;
  /**
   * Of a window over a time-partitioned source, by observation: 1 where the window has a row, without which the feature does
   * not know the key. Shared by all features of one window and delay.
   */
  readonly within: Uint8Array | undefined;
}

export function readFeatures(
  group: JoinGroup,
  plan: JoinPlan,
  size: number,
  partitioned: boolean,
): readonly ReadFeature[] {
  const withins = new Map<string, Uint8Array>();
  const withinOf = (window: number, own: number): Uint8Array | undefined => {
    if (!partitioned) return undefined;
    const id = `${own} ${window}`;
    const there = withins.get(id) ?? new Uint8Array(size);
    withins.set(id, there);
    return there;
  };
  const delay = (name: string): number => plan.delays.get(name) ?? 0;
  const windows = group.windows.map((feature): ReadFeature => {
    const aggregate = group.plan.aggregates[feature.aggregate];
    if (aggregate === undefined) throw new Error(`${feature.name} has no aggregate`);
    const column = valueColumn(typeNamed(aggregate.type), size);
    return {
      name: feature.name,
      aggregate,
      output: -1,
      window: feature.windowMicros,
      delay: delay(feature.name),
      column,
      within: withinOf(feature.windowMicros, delay(feature.name)),
    };
  });
  const rows = group.rows.map((feature): ReadFeature => {
    const column = valueColumn(typeNamed(feature.type), size);
    return {
      name: feature.name,
      aggregate: undefined,
      output: feature.output,
      window: undefined,
      delay: delay(feature.name),
      column,
      within: undefined,
    };
  });
  return [...windows, ...rows];
}

/** The range of event times that any observation could see, for the scan to leave out all else; both ends in microseconds. */
export function visibleRange(
  group: JoinGroup,
  plan: JoinPlan,
  first: bigint,
  last: bigint,
): { readonly from: bigint; readonly to: bigint } | undefined {
  if (group.source.eventTimestamp === undefined || group.rows.length > 0) return undefined;
  const reach = group.windows.map(
    ({ name, windowMicros }) => BigInt(windowMicros) + BigInt(plan.delays.get(name) ?? 0),
  );
  const from = first - reach.reduce((most, one) => (one > most ? one : most), 0n);
  const range = { from, to: last + 1n };
  // What DuckDB holds no timestamp of is no bound.
  return range.from < -9_000_000_000_000_000_000n || range.to > 9_000_000_000_000_000_000n
    ? undefined
    : range;
}

export const upperEnd = (bounds: WindowBounds): number => (bounds === "(]" ? 1 : 0);

export interface FinishedColumn extends Pick<ReadFeature, "name" | "delay" | "within" | "column"> {
  /** What the feature is over nothing. */
  readonly empty: Value;
}

/** The values of the features' own types, NULL where a key was not seen; and what they are over nothing. */
export function finishedColumns(
  group: JoinGroup,
  features: readonly ReadFeature[],
  evaluators: Evaluators,
  size: number,
): readonly FinishedColumn[] {
  return features.map(({ name, aggregate, column, delay, within }) => {
    const own = { name, delay, within };
    const feature = group.windows.find((candidate) => candidate.name === name);
    if (feature === undefined || aggregate === undefined) return { ...own, column, empty: null };
    const nothing = algebraOf(aggregate).finish(undefined, 0);
    const finalise = programRunner(evaluators, feature.finalise);
    const empty = finalise([nothing])[0] ?? null;
    if (aggregate.type === feature.type) return { ...own, column, empty };
    const run = evaluators[`row_${feature.finalise.id}`];
    if (run === undefined) throw new Error(`the evaluators lack row_${feature.finalise.id}`);
    const converted = valueColumn(typeNamed(feature.type), size);
    const failures = new Float64Array(feature.finalise.failures.length);
    const inputs: Value[] = [null];
    const out: Value[] = [null];
    for (let i = 0; i < size; i++) {
      if (!isValid(column, i)) continue;
      inputs[0] = getValue(column, i);
      run(inputs, out, failures);
      setValue(converted, i, out[0] ?? null);
    }
    return { ...own, column: converted, empty };
  });
}
