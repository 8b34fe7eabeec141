import type { DataType, FeatureEntry, Value } from "@pinion/core";
import { defaultOf, derivedRunner, programRunner, typeNamed } from "../materialise/evaluate.js";
import { inputsOf } from "../materialise/closure.js";
import { stagesOf } from "../materialise/lookup-spaces.js";
import type { SourceReport } from "../materialise/report.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { valueAt } from "../sources/duckdb/vectors.js";
import { joinGroup, type Batch, type GroupRequest } from "./join-group.js";
import { inputOf, type BatchKnown, type Failure, type Known } from "./known.js";
import { lookUp } from "./look-up.js";
import type { RequestPart } from "./plan.js";
import { getValue, isValid, setValue, valueColumn, type ValueColumn } from "./value-column.js";

/** The features of a batch of observations, in the order asked for. */
export interface BatchValues {
  readonly columns: readonly ValueColumn[];
  readonly reports: readonly SourceReport[];
  /** NULLs that came from bad data, by feature. */
  readonly failures: readonly Failure[];
}

export async function batchValues(request: GroupRequest, batch: Batch): Promise<BatchValues> {
  const { known, ...rest } = await batchKnown(request, batch);
  return { columns: request.plan.features.map(({ name }) => columnOf(known, name)), ...rest };
}

export async function batchKnown(request: GroupRequest, batch: Batch): Promise<BatchKnown> {
  const { plan } = request;
  const size = batch.to - batch.from;
  const known = new Map<string, Known>();
  const reports: SourceReport[] = [];
  const failures: Failure[] = [];
  const add = (
    reasons: readonly { reason: string; features: readonly string[] }[],
    counts: Float64Array,
  ): void =>
    reasons.forEach(({ reason, features }, i) => {
      const rows = counts[i] ?? 0;
      if (rows > 0) for (const feature of features) failures.push({ feature, reason, rows });
    });

  const groups = [];
  for (const group of plan.groups) {
    const joined = await joinGroup(request, group, batch);
    reports.push(joined.report);
    add(group.plan.program.failures, joined.report.failures);
    groups.push({ group, joined });
  }
  // A key is known if any source has a row of it, as it is in a table of them all.
  const keysKnown = new Map<string, Uint8Array>();
  const knownBy = (keys: readonly { readonly name: string }[], delay: number): Uint8Array => {
    const id = JSON.stringify([delay, ...keys.map(({ name }) => name)]);
    const there = keysKnown.get(id) ?? new Uint8Array(size);
    keysKnown.set(id, there);
    return there;
  };
  for (const { group, joined } of groups)
    for (const [delay, own] of joined.known) {
      const there = knownBy(group.keys, delay);
      for (let i = 0; i < size; i++) if (own[i] === 1) there[i] = 1;
    }
  for (const { group, joined } of groups)
    for (const { name, column, empty, seen: own } of joined.columns) {
      const fallback = defaultOf(featureNamed(plan.needed, name));
      // Without a value over nothing only its own rows make a key known to it.
      const seen = empty === undefined ? own : knownBy(group.keys, plan.delays.get(name) ?? 0);
      for (let i = 0; i < size; i++)
        if (own[i] === 0) setValue(column, i, seen[i] === 1 ? (empty ?? null) : null);
      fill(column, size, fallback);
      const nothing = empty ?? fallback;
      known.set(name, { column, unseen: { seen, input: () => nothing } });
    }

  for (const part of plan.requests) {
    const counts = new Float64Array(part.program.failures.length);
    for (const [name, column] of await requestColumns(request, part, batch, counts)) {
      fill(column, size, defaultOf(featureNamed(plan.needed, name)));
      known.set(name, { column });
    }
    add(part.program.failures, counts);
  }

  for (const { lookups, derived } of stagesOf(plan.needed)) {
    const looked = await lookUp(request, batch, lookups, known, batchKnown);
    reports.push(...looked.reports);
    failures.push(...looked.failures);
    for (const { feature, values } of looked.columns)
      known.set(feature.name, computed(feature, values, known, size));
    for (const feature of derived) {
      const runner = derivedRunner(request.evaluators, feature);
      const values = valueColumn(typeNamed(feature.type), size);
      for (let i = 0; i < size; i++)
        setValue(
          values,
          i,
          runner.run((name) => inputOf(known, name, i)),
        );
      known.set(feature.name, computed(feature, values, known, size));
    }
  }
  return { known, reports, failures };
}

/** A computed feature as it comes out: where none of the keys below it is known, its own is not. */
function computed(
  feature: FeatureEntry,
  values: ValueColumn,
  known: ReadonlyMap<string, Known>,
  size: number,
): Known {
  const keyed = inputsOf(feature).flatMap((name) => known.get(name)?.unseen?.seen ?? []);
  if (keyed.length === 0) return { column: values };
  const seen = new Uint8Array(size);
  for (const one of keyed) for (let i = 0; i < size; i++) if (one[i] === 1) seen[i] = 1;
  const fallback = defaultOf(feature);
  const column = valueColumn(typeNamed(feature.type), size);
  for (let i = 0; i < size; i++) setValue(column, i, seen[i] === 1 ? getValue(values, i) : fallback);
  return { column, unseen: { seen, input: (row) => getValue(values, row) } };
}

function columnOf(known: ReadonlyMap<string, Known>, name: string): ValueColumn {
  const found = known.get(name);
  if (found === undefined) throw new Error(`${name} was not joined`);
  return found.column;
}

function featureNamed(features: readonly FeatureEntry[], name: string): FeatureEntry {
  const feature = features.find((candidate) => candidate.name === name);
  if (feature === undefined) throw new Error(`${name} is not joined`);
  return feature;
}

/** Puts a feature's default where it is NULL. */
function fill(column: ValueColumn, size: number, fallback: Value): void {
  if (fallback === null) return;
  for (let i = 0; i < size; i++) if (!isValid(column, i)) setValue(column, i, fallback);
}

/** The features of a request source, computed of the observations' own columns. */
async function requestColumns(
  { database, evaluators, observations }: GroupRequest,
  { source, program, features }: RequestPart,
  { from, to }: Batch,
  failures: Float64Array,
): Promise<ReadonlyMap<string, ValueColumn>> {
  const run = programRunner(evaluators, program, failures);
  const read: { readonly column: string; readonly type: DataType }[] = [];
  // Those that nothing uses were not read.
  const places = program.inputs.map(({ name }) => {
    const input = observations.inputs.get(`${source.name}\n${name}`);
    return input === undefined ? undefined : read.push(input);
  });
  const columns = new Map(
    features.map(({ name, type }) => [name, valueColumn(typeNamed(type), to - from)] as const),
  );
  const types: DataType[] = [{ kind: "int" }, ...read.map(({ type }) => type)];
  const selected = [`(rowid - ${from})::INTEGER`, ...read.map(({ column }) => column)];
  const sql = `SELECT ${selected.join(", ")} FROM ${observations.table} WHERE rowid >= ${from} AND rowid < ${to}`;
  for await (const chunk of streamChunks(database.connection, sql, types)) {
    const [row] = chunk.columns;
    const valueOf = (place: number | undefined, i: number): Value => {
      const column = place === undefined ? undefined : chunk.columns[place];
      return column === undefined ? null : valueAt(column, types[place ?? 0] ?? { kind: "void" }, i);
    };
    for (let i = 0; i < chunk.count; i++) {
      const out = run(places.map((place) => valueOf(place, i)));
      for (const { name, output } of features) {
        const column = columns.get(name);
        if (column !== undefined) setValue(column, Number(row?.values[i]), out[output] ?? null);
      }
    }
  }
  return columns;
}
