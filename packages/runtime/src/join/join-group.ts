import type { DataType, Evaluators, Manifest, Value, WindowBounds } from "@pinion/core";
import { sourceLocation, type Environment } from "../load/settings.js";
import type { SourceReport } from "../materialise/report.js";
import type { Database } from "../sources/duckdb/database.js";
import { wholeChunks } from "../sources/duckdb/stream.js";
import type { TextFunctions } from "../sources/duckdb/typed-column.js";
import { projectZone } from "../time/instant.js";
import { sweepBigKey } from "./big-key.js";
import { finishedColumns, readFeatures, upperEnd, visibleRange, type ReadFeature } from "./group-features.js";
import { inTime } from "./in-time.js";
import type { Times } from "./key-rows.js";
import { byObservation, observedOrder, type ObservedOrder } from "./observed-order.js";
import type { Observations } from "./observations.js";
import type { JoinGroup, JoinPlan } from "./plan.js";
import { isOfNumbers } from "./readers/number-tiles.js";
import { sourceRows, type RowTakers } from "./source-rows.js";
import { isTimePartitioned } from "../sources/source.js";
import { sweep } from "./sweep.js";
import type { ValueColumn } from "./value-column.js";
import { passValues } from "./value-passes.js";

export interface GroupRequest {
  readonly database: Database;
  readonly project: string;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly environment: Environment;
  readonly functions: TextFunctions;
  readonly plan: JoinPlan;
  readonly observations: Observations;
  /** How many values of rows may be held in memory at once. */
  readonly cells: number;
}

/** Observations `from` to before `to`, by their place. */
export interface Batch {
  readonly from: number;
  readonly to: number;
}

export interface JoinedGroup {
  /** Of the features' own types; NULL where the key was not known. */
  readonly columns: readonly GroupColumn[];
  /** By delay: 1 where the source knows the key, also where all that it had of it was older than every window. */
  readonly known: ReadonlyMap<number, Uint8Array>;
  readonly report: SourceReport & { readonly failures: Float64Array };
}

export interface GroupColumn {
  readonly name: string;
  readonly column: ValueColumn;
  /** By observation: 1 where the column's value is of rows. */
  readonly seen: Uint8Array;
  /** The feature's value over nothing, where any source knows the key; absent where that takes a row of its own window. */
  readonly empty?: Value;
}

/** Everything that is read of one source by one key, for a batch of observations. */
export async function joinGroup(request: GroupRequest, group: JoinGroup, batch: Batch): Promise<JoinedGroup> {
  const { database, project, manifest, evaluators, environment, functions, plan, observations } = request;
  const size = batch.to - batch.from;
  const location = sourceLocation(project, group.source, environment);
  const partitioned = isTimePartitioned(location);
  const features = readFeatures(group, plan, size, partitioned);
  const seen = new Map(features.map(({ delay }) => [delay, new Uint8Array(size)]));
  const known = new Map([...seen.keys()].map((delay) => [delay, new Uint8Array(size)]));
  const keyed = await keyedObservations(database, observations, group, batch);
  const bounds = manifest.project.windowBounds;
  const report = await sourceRows(
    {
      database,
      evaluators,
      group,
      location,
      zone: projectZone(manifest.project.timeZone),
      functions,
      keyTable: keyed.table,
      keys: keyed.keys,
      range: visibleRange(group, plan, keyed.first, keyed.last),
      cells: request.cells,
      maxRejected: group.source.maxRejected ?? manifest.project.maxRejected,
    },
    {
      take: (rows) => sweep({ rows, observations: keyed.order, features, bounds, seen }),
      big: (id) =>
        targetsOf(keyed.order, id, observationsAtOnce(request.cells, features, group)).map((targets) =>
          sweepBigKey({
            ...{ source: group.source.name, observations: keyed.order },
            ...{ targets, features, bounds, seen },
          }),
        ),
      bigValues: (id, sql) => {
        const { starts, times } = keyed.order;
        const targets = inTime(times, starts[id] ?? 0, starts[id + 1] ?? 0);
        return passValues(database, sql, id, { observations: keyed.order, targets, features, bounds });
      },
      ...(partitioned ? NO_OLD_KEYS : oldKeys(keyed, seen, known, bounds)),
    },
  );
  await database.connection.run(`DROP TABLE ${keyed.table}`);
  const { place } = keyed.order;
  const byRow = (own: Uint8Array): Uint8Array => Uint8Array.from(place, (at) => own[at] as number);
  const rowsSeen = new Map([...seen].map(([delay, own]) => [delay, byRow(own)]));
  const columns = finishedColumns(group, features, evaluators, size).map(
    ({ name, column, empty, within, delay }): GroupColumn => ({
      name,
      column: byObservation(column, place),
      ...(within === undefined
        ? { empty, seen: rowsSeen.get(delay) ?? new Uint8Array(size) }
        : { seen: byRow(within) }),
    }),
  );
  const rowsKnown = new Map(
    [...known].map(([delay, old]) => {
      const own = columns.filter((_, i) => features[i]?.delay === delay).map((column) => column.seen);
      return [delay, byRow(old).map((there, i) => (own.some((one) => one[i] === 1) ? 1 : there))];
    }),
  );
  return { columns, known: rowsKnown, report };
}

/** What lies in older partitions is not asked for. */
const NO_OLD_KEYS: Pick<RowTakers, "someUnseen" | "before"> = {
  someUnseen: () => false,
  before: () => undefined,
};

/** How much of the values that may be held is states of tiles, which are objects. */
const STATES = 1 / 16;
/** What the two numbers of a tile take of what a state does, and so do the tile's ends. */
const NUMBERS = 1 / 4;

/** How many observations of a key are read in one pass over its rows: each cuts time at both ends of each of its windows. */
function observationsAtOnce(cells: number, features: readonly ReadFeature[], { source }: JoinGroup): number {
  const cuts = new Set(features.map(({ delay, window }) => `${delay} ${window ?? ""}`)).size + 1;
  const late = source.createdTimestamp !== undefined;
  let weight = NUMBERS;
  for (const aggregate of new Set(features.map((feature) => feature.aggregate)))
    weight += aggregate !== undefined && !late && isOfNumbers(aggregate) ? NUMBERS : 1;
  return Math.max(1, Math.floor((cells * STATES) / cuts / weight));
}

/** The places of a key's observations in the order of their times, so many at a time. */
function targetsOf({ starts, times }: ObservedOrder, id: number, most: number): readonly Int32Array[] {
  const from = starts[id] ?? 0;
  const own = inTime(times, from, starts[id + 1] ?? from);
  return Array.from({ length: Math.ceil(own.length / most) }, (_, i) =>
    own.subarray(i * most, (i + 1) * most),
  );
}

/** Observations whose key has rows that are older than every window: nothing to count, but known. */
function oldKeys(
  { order }: Keyed,
  seen: ReadonlyMap<number, Uint8Array>,
  known: ReadonlyMap<number, Uint8Array>,
  bounds: WindowBounds,
): Pick<RowTakers, "someUnseen" | "before"> {
  const { starts, times } = order;
  const ofKeys = starts.at(-1) ?? 0;
  return {
    someUnseen: () => [...seen.values()].some((own) => own.subarray(0, ofKeys).includes(0)),
    before: (id, written) => {
      for (const [delay, own] of known)
        for (let o = starts[id] as number; o < (starts[id + 1] as number); o++) {
          const until = BigInt(times[o] as number | bigint) - BigInt(delay) + BigInt(upperEnd(bounds));
          if (written === undefined || BigInt(written) < until) own[o] = 1;
        }
    },
  };
}

interface Keyed {
  readonly order: ObservedOrder;
  readonly table: string;
  readonly keys: number;
  /** The range of the observations' times, microseconds. */
  readonly first: bigint;
  readonly last: bigint;
}

/** Gives each key that is observed an id, and each observation that of its key. */
async function keyedObservations(
  { connection, fresh }: Database,
  observations: Observations,
  { keys }: JoinGroup,
  { from, to }: Batch,
): Promise<Keyed> {
  const own = keys.map(({ name }) => {
    const key = observations.keys.get(name);
    if (key === undefined) throw new Error(`the observations were read without ${name}`);
    return key;
  });
  const batch = `(SELECT rowid AS n, * FROM ${observations.table} WHERE rowid >= ${from} AND rowid < ${to})`;
  const whole = own.map(({ column, type }) =>
    type.kind === "float" || type.kind === "double"
      ? `${column} IS NOT NULL AND NOT isnan(${column})`
      : `${column} IS NOT NULL`,
  );
  const table = fresh("keys");
  const named = own.map(({ column }, i) => `${column} AS k${i}`).join(", ");
  const parts = own.map((_, i) => `k${i}`).join(", ");
  await connection.run(
    `CREATE TABLE ${table} AS SELECT ${parts}, (row_number() OVER () - 1)::INTEGER AS id FROM (SELECT DISTINCT ${named} FROM ${batch} WHERE ${whole.join(" AND ")})`,
  );
  const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${table}`);
  const ids = new Int32Array(to - from);
  const numbers = new Float64Array(to - from);
  const wide = new Map<number, bigint>();
  let first: number | bigint = Infinity;
  let last: number | bigint = -Infinity;
  const on = own.map(({ column }, i) => `o.${column} = keys.k${i}`).join(" AND ");
  const sql = `SELECT (o.n - ${from})::INTEGER, coalesce(keys.id, -1)::INTEGER, epoch_us(o.t) FROM ${batch} o LEFT JOIN ${table} keys ON ${on}`;
  await wholeChunks(connection, sql, ROW, ({ count, columns }) => {
    const [place, id, time] = columns;
    if (place === undefined || id === undefined || time === undefined) throw new Error("a column is missing");
    for (let i = 0; i < count; i++) {
      const at = place.values[i] as number;
      ids[at] = id.values[i] as number;
      const micros = time.values[i] as number | bigint;
      if (micros < first) first = micros;
      if (micros > last) last = micros;
      if (typeof micros === "bigint") wide.set(at, micros);
      else numbers[at] = micros;
    }
  });
  const times: Times =
    wide.size === 0 ? numbers : BigInt64Array.from(numbers, (micros, i) => wide.get(i) ?? BigInt(micros));
  const empty = to === from;
  const all = Number(counted.getRowsJS()[0]?.[0] ?? 0);
  return {
    table,
    keys: all,
    order: observedOrder(ids, times, all),
    first: empty ? 0n : BigInt(first),
    last: empty ? 0n : BigInt(last),
  };
}

const ROW: readonly DataType[] = [{ kind: "int" }, { kind: "int" }, { kind: "bigint" }];
