import {
  algebraOf,
  inputOf,
  type AggregateAlgebra,
  type ColumnEntry,
  type Evaluators,
  type FeatureEntry,
  type Manifest,
  type RowEvaluator,
  type Row,
  type StreamSourceEntry,
  type Value,
  type WindowBounds,
} from "@pinion/core";
import {
  defaultOf,
  derivedRunner,
  singleRunner,
  typeNamed,
  type DerivedRunner,
} from "../materialise/evaluate.js";
import type { Selection } from "../materialise/select.js";
import { hasWholeKey } from "../materialise/source-selection.js";
import type { RowField, RowSchema } from "../ports.js";
import { tileMicrosOf } from "./tiles.js";

/** All that a stream job needs to know of its features, made once. */
export interface StreamPlan {
  readonly source: StreamSourceEntry;
  readonly bounds: WindowBounds;
  /** The columns to decode: the program's inputs in order, then the event time where it is none of them. */
  readonly columns: readonly ColumnEntry[];
  /** The position of the event time among them. */
  readonly eventTime: number;
  readonly evaluate: RowEvaluator;
  readonly outputs: number;
  /** What the evaluator counts. */
  readonly failures: readonly string[];
  /** The outputs that hold the parts of the key. */
  readonly keyOutputs: readonly number[];
  /** Row-level features: the output of each, and its type. */
  readonly rows: readonly RowReading[];
  readonly aggregates: readonly StreamAggregate[];
  readonly windows: readonly WindowReading[];
  readonly derived: readonly DerivedRunner[];
  readonly features: readonly FeatureEntry[];
  readonly keys: readonly RowField[];
  readonly schema: RowSchema;
  /** The length of a tile; undefined where there are no windows. */
  readonly tileMicros: number | undefined;
  /** The tiles of the longest window. */
  readonly longest: number;
}

export interface RowReading {
  readonly feature: string;
  readonly output: number;
  readonly field: RowField;
  readonly fallback: Value;
}

export interface StreamAggregate {
  readonly algebra: AggregateAlgebra;
  readonly input: (outputs: Row) => Value | undefined;
  /** Whether the order of rows matters: then rows of a tile are kept apart. */
  readonly ordered: boolean;
  /** Of ordered ones: only the last row that has a value counts, or only the first. */
  readonly keep?: "last" | "first";
}

export interface WindowReading {
  readonly feature: string;
  /** Index into `aggregates`. */
  readonly aggregate: number;
  readonly tiles: number;
  readonly finalise: (value: Value) => Value;
}

/** Of features of one stream source under one key. */
export function streamPlan(manifest: Manifest, selection: Selection, evaluators: Evaluators): StreamPlan {
  const [only, ...others] = selection.sources;
  const source = manifest.sources.find(({ name }) => name === only?.plan.source);
  if (only === undefined || source?.kind !== "stream" || others.length > 0) {
    throw new Error("a stream of other than one source and key");
  }
  if (!hasWholeKey(only, selection.keys.length)) throw new Error("a stream without its whole key");
  const { program, groups, aggregates } = only.plan;
  const evaluate: RowEvaluator | undefined = evaluators[`row_${program.id}`];
  if (evaluate === undefined) throw new Error(`the evaluators lack row_${program.id}`);

  const columnNamed = (name: string): ColumnEntry => {
    const column = source.columns.find((each) => each.name === name);
    if (column === undefined) throw new Error(`source ${source.name} has no column ${name}`);
    return column;
  };
  const inputs = program.inputs.map(({ name }) => name);
  const names = inputs.includes(source.eventTimestamp) ? inputs : [...inputs, source.eventTimestamp];

  const wanted = [...new Set(only.windows.map(({ aggregate }) => aggregate))];
  const lengths = only.windows.map(({ windowMicros }) => windowMicros);
  const tileMicros = lengths.length === 0 ? undefined : tileMicrosOf(lengths);
  const windows = only.windows.map((feature): WindowReading => {
    const run = singleRunner(evaluators, feature.finalise);
    const fallback = defaultOf(feature);
    return {
      feature: feature.name,
      aggregate: wanted.indexOf(feature.aggregate),
      tiles: feature.windowMicros / (tileMicros ?? 1),
      finalise: (value) => run(value) ?? fallback,
    };
  });
  return {
    source,
    bounds: manifest.project.windowBounds,
    columns: names.map(columnNamed),
    eventTime: names.indexOf(source.eventTimestamp),
    evaluate,
    outputs: program.outputs.length,
    failures: program.failures.map(({ reason }) => reason),
    keyOutputs: groups[only.group]?.outputs ?? [],
    rows: only.rows.map((feature) => ({
      feature: feature.name,
      output: feature.output,
      field: { name: feature.name, type: typeNamed(feature.type) },
      fallback: defaultOf(feature),
    })),
    aggregates: wanted.map((index): StreamAggregate => {
      const entry = aggregates[index];
      if (entry === undefined) throw new Error(`the plan has no aggregate ${index}`);
      const algebra = algebraOf(entry);
      const plain = entry.groupBy === undefined;
      return {
        algebra,
        input: inputOf(entry),
        ordered: algebra.duckdb === undefined || algebra.duckdb.ordered === true,
        ...(plain && entry.op === "latest" ? { keep: "last" as const } : {}),
        ...(plain && entry.op === "first" ? { keep: "first" as const } : {}),
      };
    }),
    windows,
    derived: selection.needed.flatMap((feature) =>
      feature.kind === "derived" ? [derivedRunner(evaluators, feature)] : [],
    ),
    features: selection.features,
    keys: selection.keys.map((key) => ({ name: key.name, type: typeNamed(key.type) })),
    schema: {
      fields: selection.features.map((feature) => ({ name: feature.name, type: typeNamed(feature.type) })),
    },
    tileMicros,
    longest: Math.max(0, ...windows.map(({ tiles }) => tiles)),
  };
}

/**
 * How the features asked for come of those that a stream computes itself, row-level ones and then windows in the order
 * of the plan.
 */
export function rowBuilder(plan: StreamPlan): (own: readonly Value[]) => readonly Value[] {
  const { rows, windows, derived, features } = plan;
  const places = new Map<string, number>();
  for (const { feature } of [...rows, ...windows]) places.set(feature, places.size);
  for (const { feature } of derived) places.set(feature.name, places.size);
  const out = features.map(({ name }) => places.get(name) ?? -1);
  if (derived.length === 0 && out.every((place, i) => place === i)) return (own) => own;
  return (own) => {
    const values = [...own];
    const valueOf = (name: string): Value => values[places.get(name) ?? -1] ?? null;
    for (const { run } of derived) values.push(run(valueOf));
    return out.map((place) => values[place] ?? null);
  };
}
