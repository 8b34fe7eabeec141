import { parseType, STRING, VOID, type Value } from "@pinion/core";
import { plainAggregate } from "@pinion/core/testing";
import type { DrawnDerived, DrawnFeature, DrawnRow, DrawnTable } from "./draw.js";

/* The rule for time, as plainly as it can be said: filter all rows of the key, fold them. */

export type Bounds = "[)" | "(]";

export const keyText = (key: readonly Value[]): string => key.map(String).join("#");

/** A row that counts: its key and time are there. */
interface ReadRow extends DrawnRow {
  readonly time: bigint;
}

/** The rows of a table by key, in the order of time; those of equal times as they stand. */
export type KeyedRows = ReadonlyMap<string, readonly ReadRow[]>;

export function keyed(table: DrawnTable): KeyedRows {
  const byKey = new Map<string, ReadRow[]>();
  for (const row of table.rows) {
    if (row.key === undefined || row.time === undefined) continue;
    const id = keyText(row.key);
    const own = byKey.get(id) ?? [];
    byKey.set(id, own);
    own.push({ ...row, time: row.time });
  }
  for (const rows of byKey.values()) rows.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return byKey;
}

/** The rows of a key that are there as of an instant; `written`: only those that had been written. */
export function seenRows(
  rows: readonly ReadRow[],
  asOf: bigint,
  bounds: Bounds,
  written: boolean,
): readonly ReadRow[] {
  const before = (time: bigint): boolean => (bounds === "[)" ? time < asOf : time <= asOf);
  return rows.filter((row) => before(row.time) && (!written || before(row.written)));
}

/** Whether a table knows a key by the rows of it that are seen: one that is partitioned by those of its features' own windows. */
export const knows = (
  { features, partition }: DrawnTable,
  seen: readonly ReadRow[],
  asOf: bigint,
  bounds: Bounds,
): boolean =>
  partition === undefined
    ? seen.length > 0
    : features.some(({ op, windowMicros }) =>
        op === "row" ? seen.length > 0 : seen.some(({ time }) => isWithin(time, asOf - windowMicros, bounds)),
      );

const isWithin = (time: bigint, start: bigint, bounds: Bounds): boolean =>
  bounds === "[)" ? time >= start : time > start;

/** The value of a feature over the rows that are seen, its default where it is NULL. */
export function valueOf(
  feature: DrawnFeature,
  table: DrawnTable,
  seen: readonly ReadRow[],
  asOf: bigint,
  bounds: Bounds,
): Value {
  const { op, fallback, windowMicros, filter, ofRows, terms, limit, parameters } = feature;
  if (op === "row") return seen.at(-1)?.value ?? fallback;
  const within = seen.filter(({ time }) => isWithin(time, asOf - windowMicros, bounds));
  if (table.partition !== undefined && within.length === 0) return fallback;
  const counting = within.filter(
    ({ pass, term }) => filter === "none" || (filter === "pass" ? pass === true : term === "x"),
  );
  const value = plainAggregate(
    counting.map(({ value: own, time, term }) => ({ value: own, micros: time, term })),
    {
      op,
      argument: ofRows ? undefined : (parseType(table.type) ?? VOID),
      parameters,
      ...(terms ? { grouped: { term: STRING, ...(limit === undefined ? {} : { limit }) } } : {}),
    },
    asOf,
  );
  return value ?? fallback;
}

/** A count as a derived feature takes it. */
export interface DerivedInput {
  readonly value: Value;
  /** Whether it knows the key; of a table that is not partitioned any that is known at all. */
  readonly knows: boolean;
}

/** `l * 3 - r`, of counts: its fallback where neither knows the key. */
export function derivedOf(
  { fallback, filled }: DrawnDerived,
  left: DerivedInput,
  right: DerivedInput,
): Value {
  if (!left.knows && !right.knows) return fallback;
  if (!filled && (left.value === null || right.value === null)) return fallback;
  return Number(left.value ?? 0) * 3 - Number(right.value ?? 0);
}

/** The count of a table that a derived feature takes, of the rows that are seen. */
export function inputOf(
  name: string,
  tables: readonly DrawnTable[],
  seen: readonly (readonly ReadRow[])[],
  wanted: ReadonlyMap<string, Value>,
  asOf: bigint,
  bounds: Bounds,
): DerivedInput {
  const at = tables.findIndex(({ features }) => features.some((feature) => feature.name === name));
  const table = tables[at];
  const rows = seen[at] ?? [];
  const own = table?.features.filter((feature) => feature.name === name) ?? [];
  return {
    value: wanted.get(name) ?? null,
    knows: table?.partition === undefined || knows({ ...table, features: own }, rows, asOf, bounds),
  };
}

/** What comes of floating point. */
const ROUNDED: ReadonlySet<string> = new Set([
  "sum",
  "avg",
  "variance",
  "stddev",
  "skewness",
  "kurtosis",
  "median",
  "percentile",
  "approxPercentile",
  "bucketedSum",
  "decayedSum",
  "decayedAvg",
]);

/** The sum of the magnitudes of a table's values: what rounding is measured by. */
export function scaleOf(table: DrawnTable): number {
  const magnitude = (value: Value): number =>
    Array.isArray(value)
      ? (value as readonly Value[]).reduce<number>((sum, item) => sum + magnitude(item), 0)
      : typeof value === "number" || typeof value === "bigint"
        ? Math.abs(Number(value))
        : 0;
  return table.rows.reduce((sum, { value }) => sum + magnitude(value), 1);
}

/** Exactly, but for floating point: to 1e-12 of the sum of magnitudes, moments to what their powers leave. */
export function isSame(got: Value, wanted: Value, op: string, scale: number): boolean {
  if (got instanceof Uint8Array || wanted instanceof Uint8Array) return false;
  if (Array.isArray(got) && Array.isArray(wanted)) {
    const [a, b] = [got as readonly Value[], wanted as readonly Value[]];
    return a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null, op, scale));
  }
  if (got === wanted || (got === 0 && wanted === 0)) return true;
  if (typeof got === "number" && typeof wanted === "number") return isNear(got, wanted, op, scale);
  return false;
}

function isNear(got: number, wanted: number, op: string, scale: number): boolean {
  const off = Math.abs(got - wanted);
  switch (op) {
    case "approxCountDistinct":
      // Few values are off by those that share a register of 4,096: two pairs of thirty do in one of 200 sets.
      return off <= Math.max(3, 0.07 * wanted);
    case "variance":
      return off <= 1e-12 * scale * scale;
    case "stddev":
      return off <= 1e-6 * scale;
    case "skewness":
    case "kurtosis":
      // Powers of differences of values that may differ in their last digits alone.
      return off <= 1e-6 * (1 + Math.abs(wanted));
    case "decayedCount":
      // A sum of weights, whatever the values are.
      return off <= 1e-12 * (1 + Math.abs(wanted));
    default:
      return ROUNDED.has(op) && off <= 1e-12 * scale;
  }
}
