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
}

export function readFeatures(group: JoinGroup, plan: JoinPlan, size: number): readonly ReadFeature[] {
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

/** The values of the features' own types, NULL where a key was not seen; and what they are over nothing. */
export function finishedColumns(
  group: JoinGroup,
  features: readonly ReadFeature[],
  evaluators: Evaluators,
  size: number,
): readonly { readonly name: string; readonly column: ValueColumn; readonly empty: Value }[] {
  return features.map(({ name, aggregate, column }) => {
    const feature = group.windows.find((candidate) => candidate.name === name);
    if (feature === undefined || aggregate === undefined) return { name, column, empty: null };
    const nothing = algebraOf(aggregate).finish(undefined, 0);
    const finalise = programRunner(evaluators, feature.finalise);
    const empty = finalise([nothing])[0] ?? null;
    if (aggregate.type === feature.type) return { name, column, empty };
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
    return { name, column: converted, empty };
  });
}
