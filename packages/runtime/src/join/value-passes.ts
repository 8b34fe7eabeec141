import { algebraOf, BIGINT, type AggregateEntry, type DataType } from "@pinion/core";
import { typeNamed } from "../materialise/evaluate.js";
import type { Database } from "../sources/duckdb/database.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { valueReader } from "../sources/duckdb/vectors.js";
import { upperEnd, type ReadFeature } from "./group-features.js";
import type { BigKey } from "./big-key.js";
import { firstAfter } from "./positions.js";
import type { RowSql } from "./row-sql.js";
import { setValue } from "./value-column.js";

/*
 * Aggregates whose states hold all values of a window, of a key whose rows do not fit in memory: DuckDB sorts the key's values, which
 * spills, and one pass over them in order feeds every window of some of its observations.
 */

type Instant = number | bigint;

/** How many windows of observations are open in one pass. */
const OPEN = 100_000;

/** Whether an aggregate needs but one pass over its values in order. */
export const isPassed = (entry: AggregateEntry): boolean =>
  entry.groupBy === undefined && entry.argument !== undefined && algebraOf(entry).pass !== undefined;

/** Reads the features that {@link isPassed} of one key; observations that have seen no row of it are left as they are. */
export async function passValues(
  database: Database,
  sql: RowSql,
  id: number,
  { features, ...key }: Pick<BigKey, "observations" | "targets" | "features" | "bounds">,
): Promise<void> {
  const byValues = new Map<string, ReadFeature[]>();
  for (const feature of features) {
    const { aggregate } = feature;
    if (aggregate === undefined || !isPassed(aggregate)) continue;
    const values = `${aggregate.argument} ${aggregate.filter ?? ""}`;
    byValues.set(values, [...(byValues.get(values) ?? []), feature]);
  }
  for (const own of byValues.values()) await passOver(database, sql, id, { ...key, features: own });
}

/** Of features of one argument and filter. */
async function passOver(
  database: Database,
  sql: RowSql,
  id: number,
  {
    observations,
    targets,
    features,
    bounds,
  }: Pick<BigKey, "observations" | "targets" | "features" | "bounds">,
): Promise<void> {
  const [aggregate] = features.flatMap((feature) => feature.aggregate ?? []);
  if (aggregate?.argumentType === undefined) throw new Error("a pass over no values");
  const type = typeNamed(aggregate.argumentType);
  const seenAt = sql.columns.some(({ name }) => name === "w") ? "greatest(e, w)" : "e";
  const only = aggregate.filter === undefined ? "" : ` AND o${aggregate.filter}`;
  const table = database.fresh("sorted");
  // These are computed again: failures have been counted.
  const failures = sql.failures.slice();
  await database.connection.run(
    `CREATE TABLE ${table} AS SELECT e, ${seenAt} AS s, o${aggregate.argument} AS v FROM (${sql.sql}) WHERE id = ${id} AND o${aggregate.argument} IS NOT NULL${only} ORDER BY v`,
  );
  sql.failures.set(failures);
  const most = Math.max(1, Math.floor(OPEN / features.length));
  for (let from = 0; from < targets.length; from += most) {
    const some = targets.subarray(from, from + most);
    const windows = features.map((feature): OpenWindow => {
      const { delay, window } = feature;
      const back = upperEnd(bounds) - delay;
      return {
        feature,
        untils: Array.from(some, (target) => plus(observations.times[target] as Instant, back)),
        window,
        counts: new Float64Array(some.length + 1),
      };
    });
    await eachRow(database, `SELECT e, s FROM ${table}`, undefined, (time, seen) => {
      for (const { untils, window, counts } of windows) {
        const [first, end] = readsOf(untils, window, time, seen);
        if (first >= end) continue;
        counts[first] = (counts[first] as number) + 1;
        counts[end] = (counts[end] as number) - 1;
      }
    });
    const open = windows.map(({ feature, counts, ...own }) => {
      const pass = feature.aggregate && algebraOf(feature.aggregate).pass;
      if (pass === undefined) throw new Error(`${feature.name} has no pass`);
      let total = 0;
      return {
        ...own,
        column: feature.column,
        passes: Array.from(some, (_, i) => pass((total += counts[i] as number))),
      };
    });
    await eachRow(database, `SELECT e, s, v FROM ${table}`, type, (time, seen, value) => {
      for (const { untils, window, passes } of open) {
        const [first, end] = readsOf(untils, window, time, seen);
        for (let i = first; i < end; i++) passes[i]?.add(value, 1);
      }
    });
    for (const { column, passes } of open)
      passes.forEach((pass, i) => {
        setValue(column, some[i] as number, pass.finish());
      });
  }
  await database.connection.run(`DROP TABLE ${table}`);
}

/** One feature's windows of some observations, in the order of time. */
interface OpenWindow {
  readonly feature: ReadFeature;
  /** Where each ends. */
  readonly untils: readonly Instant[];
  readonly window: number | undefined;
  /** How many more values each has than the one before. */
  readonly counts: Float64Array;
}

const plus = (time: Instant, micros: number): Instant =>
  typeof time === "bigint" ? time + BigInt(micros) : time + micros;

/** The windows that a row lies in: from the first that ends behind what makes it seen to before the first that begins behind it. */
function readsOf(
  untils: readonly Instant[],
  window: number | undefined,
  time: Instant,
  seen: Instant,
): readonly [number, number] {
  return [
    firstAfter(untils, seen),
    window === undefined ? untils.length : firstAfter(untils, plus(time, window)),
  ];
}

/** Rows in the order in which they stand; without a type of values there are none. */
async function eachRow(
  { connection }: Database,
  sql: string,
  type: DataType | undefined,
  take: (time: Instant, seen: Instant, value: ReturnType<ReturnType<typeof valueReader>>) => void,
): Promise<void> {
  const types = [BIGINT, BIGINT, ...(type === undefined ? [] : [type])];
  for await (const { count, columns } of streamChunks(connection, sql, types)) {
    const [times, seen, values] = columns;
    if (times === undefined || seen === undefined) throw new Error("a column is missing");
    const valueOf = values === undefined || type === undefined ? () => null : valueReader(values, type);
    for (let i = 0; i < count; i++) take(times.values[i] as Instant, seen.values[i] as Instant, valueOf(i));
  }
}
