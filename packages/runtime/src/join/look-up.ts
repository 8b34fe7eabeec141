import { INT, type DataType, type LookupFeature, type Value } from "@pinion/core";
import { lookupRunner, typeNamed, type LookupRunner } from "../materialise/evaluate.js";
import { askedType, spaceOf } from "../materialise/lookup-spaces.js";
import type { SourceReport } from "../materialise/report.js";
import { addReports, inputOf, type BatchKnown, type Failure, type Known } from "./known.js";
import { featureTable } from "./feature-table.js";
import type { Batch, GroupRequest } from "./join-group.js";
import type { Observations } from "./observations.js";
import type { JoinSpace } from "./plan.js";
import { setValue, valueColumn, type ValueColumn } from "./value-column.js";

export interface LookedUp {
  /** What each lookup is of every observation, whether its own key is known or not. */
  readonly columns: readonly { readonly feature: LookupFeature; readonly values: ValueColumn }[];
  readonly reports: readonly SourceReport[];
  readonly failures: readonly Failure[];
}

/** Joins everything that a plan needs to a batch of observations. */
type JoinAll = (request: GroupRequest, batch: Batch) => Promise<BatchKnown>;

/**
 * What lookups find: the keys that their bases name are observations of their own, of the same times, to which the features
 * of their space are joined. A space is asked once for all its lookups, or again and again where they name too many keys.
 */
export async function lookUp(
  request: GroupRequest,
  batch: Batch,
  lookups: readonly LookupFeature[],
  known: ReadonlyMap<string, Known>,
  join: JoinAll,
): Promise<LookedUp> {
  const { plan, manifest, evaluators } = request;
  const size = batch.to - batch.from;
  const bySpace = new Map<JoinSpace, Asking[]>();
  for (const feature of lookups) {
    const space = spaceOf(plan.spaces, feature);
    const values = valueColumn(typeNamed(feature.type), size);
    const asking = { feature, values, runner: lookupRunner(manifest, evaluators, feature) };
    bySpace.set(space, [...(bySpace.get(space) ?? []), asking]);
  }
  const reports: SourceReport[] = [];
  const failures: Failure[] = [];
  for (const [space, asking] of bySpace) {
    const found = await askSpace(request, batch, space, asking, known, join);
    reports.push(...found.reports);
    failures.push(...found.failures);
  }
  const columns = [...bySpace.values()].flat().map(({ feature, values }) => ({ feature, values }));
  return { columns, reports, failures };
}

interface Asking {
  readonly feature: LookupFeature;
  readonly runner: LookupRunner;
  readonly values: ValueColumn;
}

/** Keys that are to be looked up: `row` of the batch asked for them. */
interface AskedKey {
  readonly row: number;
  readonly key: readonly Value[];
}

async function askSpace(
  request: GroupRequest,
  batch: Batch,
  space: JoinSpace,
  all: readonly Asking[],
  known: ReadonlyMap<string, Known>,
  join: JoinAll,
): Promise<Omit<LookedUp, "columns">> {
  const size = batch.to - batch.from;
  const most = Math.max(1, Math.floor(request.cells / 2 / (space.needed.length + 4)));
  const byBases = groupedByBases(all);
  const reports: SourceReport[] = [];
  const failures: Failure[] = [];
  let keys: AskedKey[] = [];
  /** By list of bases and row, where the keys begin and how many they are; undefined where nothing is asked for. */
  let spans: { readonly row: number; readonly from: number; readonly count: number | undefined }[][] =
    byBases.map(() => []);

  const answer = async (): Promise<void> => {
    const observations = await observationsOf(request, batch, space, keys);
    const inner = { ...request, plan: space, observations };
    const found = await join(inner, { from: 0, to: keys.length });
    await request.database.connection.run(`DROP TABLE ${observations.table}`);
    addReports(reports, found.reports);
    failures.push(...found.failures);
    byBases.forEach((asking, b) => {
      for (const { feature, runner, values } of asking)
        for (const { row, from, count } of spans[b] ?? []) {
          const one = (_: unknown, i: number): Value => inputOf(found.known, feature.expansion, from + i);
          const own = count === undefined ? undefined : Array.from({ length: count }, one);
          setValue(values, row, runner.valueOf(own));
        }
    });
    keys = [];
    spans = byBases.map(() => []);
  };

  for (let row = 0; row < size; row++) {
    byBases.forEach(([first], b) => {
      const bases = first?.feature.bases.map((base) => inputOf(known, base.feature, row)) ?? [];
      const own = first?.runner.keysOf(bases);
      spans[b]?.push({ row, from: keys.length, count: own?.length });
      for (const key of own ?? []) keys.push({ row, key });
    });
    if (keys.length >= most) await answer();
  }
  // Once at least, so that every source is reported on.
  if (spans.some((own) => own.length > 0) || reports.length === 0) await answer();
  return { reports, failures };
}

/** Lookups by the same bases ask for the same keys. */
function groupedByBases(all: readonly Asking[]): readonly (readonly Asking[])[] {
  const groups = new Map<string, Asking[]>();
  for (const asking of all) {
    const id = asking.feature.bases.map(({ feature }) => feature).join("\n");
    groups.set(id, [...(groups.get(id) ?? []), asking]);
  }
  return [...groups.values()];
}

/** The keys as observations: of the times, and with the request columns, of the observations that asked for them. */
async function observationsOf(
  { database, observations }: GroupRequest,
  { from }: Batch,
  space: JoinSpace,
  asked: readonly AskedKey[],
): Promise<Observations> {
  const { connection } = database;
  const types: DataType[] = space.keys.map(({ type }) => askedType(typeNamed(type)));
  const columns = [INT, ...types].map((type) => valueColumn(type, asked.length));
  asked.forEach(({ row, key }, i) => {
    columns.forEach((column, c) => {
      setValue(column, i, c === 0 ? row : (key[c - 1] ?? null));
    });
  });
  const rows = await featureTable(database, [INT, ...types]);
  rows.append(columns, asked.length);
  rows.close();
  const named = types.map((_, i) => `a.f${i + 1} AS k${i}`);
  const given = [...observations.inputs.values()].map(({ column }) => `o.${column}`);
  const table = database.fresh("looked_up");
  await connection.run(
    `CREATE TABLE ${table} AS SELECT ${["o.t", ...named, ...given].join(", ")} FROM ${rows.name} a JOIN ${observations.table} o ON o.rowid = a.f0 + ${from} ORDER BY a.rowid`,
  );
  await connection.run(`DROP TABLE ${rows.name}`);
  return {
    table,
    columns: [],
    rows: asked.length,
    rejected: [],
    keys: new Map(
      space.keys.map(({ name }, i) => [name, { column: `k${i}`, type: types[i] ?? INT }] as const),
    ),
    inputs: observations.inputs,
  };
}
