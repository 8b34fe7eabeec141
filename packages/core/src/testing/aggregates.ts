import type { AggregateOp, AggregateParameters } from "../manifest/manifest.js";
import type { DataType } from "../types/index.js";
import { compareValues, showDecimal, toInt64, type Int64, type Value } from "../values/index.js";

/*
 * What every aggregate is, as plainly as it can be said: all rows at once, sorted and folded. The algebras, their
 * partials and everything built on them are compared to this.
 */

/** A row that passed the filter; `term` where the aggregate is grouped. */
export interface PlainRow {
  readonly value: Value;
  readonly micros: bigint;
  readonly term?: Value;
}

export interface PlainAggregate {
  readonly op: AggregateOp;
  /** Undefined for a COUNT of rows. */
  readonly argument: DataType | undefined;
  readonly parameters?: AggregateParameters;
  readonly grouped?: { readonly term: DataType; readonly limit?: number };
}

/** The value over rows in the order of (event time, place in the source), as of an instant. */
export function plainAggregate(rows: readonly PlainRow[], aggregate: PlainAggregate, asOf: bigint): Value {
  const { grouped } = aggregate;
  if (grouped === undefined) return plain(rows, aggregate, asOf);
  const compare = compareValues(grouped.term);
  const byTerm = rows
    .filter((row) => row.term !== null)
    .toSorted((a, b) => compare(a.term ?? null, b.term ?? null));
  const groups: { readonly term: Value; readonly rows: PlainRow[] }[] = [];
  for (const row of byTerm) {
    const last = groups.at(-1);
    if (last !== undefined && compare(last.term, row.term ?? null) === 0) last.rows.push(row);
    else groups.push({ term: row.term ?? null, rows: [row] });
  }
  const entries = groups.map((group) => [group.term, plain(group.rows, aggregate, asOf)] as const);
  if (entries.length === 0) return plain([], aggregate, asOf) === null ? null : [];
  const { limit = entries.length } = grouped;
  const results = SAME_TYPE.has(aggregate.op)
    ? compareValues(aggregate.argument ?? { kind: "void" })
    : compareValues({ kind: "void" });
  const best = entries.toSorted(
    ([a, x], [b, y]) =>
      Number(x === null) - Number(y === null) ||
      (x === null || y === null ? 0 : results(y, x)) ||
      compare(a, b),
  );
  const kept = new Set(best.slice(0, limit));
  return entries.filter((entry) => kept.has(entry));
}

/** Aggregates whose values are of their argument's type; those of others are numbers. */
const SAME_TYPE: ReadonlySet<AggregateOp> = new Set(["min", "max", "latest", "first", "mode"]);

function plain(
  rows: readonly PlainRow[],
  { op, argument, parameters = {} }: PlainAggregate,
  asOf: bigint,
): Value {
  if (argument === undefined) return op === "count" ? rows.length : decayedWeight(rows, parameters, asOf);
  const there = rows.filter((row) => row.value !== null);
  if (op === "decayedCount") return decayedWeight(there, parameters, asOf);
  if (argument.kind === "array") return vectors(there, op, argument.element, asOf);
  const values = there.map((row) => row.value);
  const numbers = values.map((value) => numberOf(value, argument));
  const compare = compareValues(argument);
  const sorted = values.toSorted(compare);
  const distinct = sorted.filter((value, i) => i === 0 || compare(sorted[i - 1] ?? null, value) !== 0);
  const none = values.length === 0;
  switch (op) {
    case "count":
      return values.length;
    case "sum":
      return none ? null : total(values, argument);
    case "avg":
      return none ? null : argument.kind === "decimal" ? decimalMean(values) : mean(numbers);
    case "min":
      return sorted[0] ?? null;
    case "max":
      return sorted.at(-1) ?? null;
    case "latest":
      return values.at(-1) ?? null;
    case "first":
      return values[0] ?? null;
    case "lastN":
      return none ? null : values.slice(-(parameters.n ?? 1));
    case "firstN":
      return none ? null : values.slice(0, parameters.n ?? 1);
    case "countDistinct":
    case "approxCountDistinct":
      return distinct.length;
    case "distinct":
      return none ? null : distinct;
    case "variance":
      return values.length < 2 ? null : central(numbers, 2) / (values.length - 1);
    case "stddev":
      return values.length < 2 ? null : Math.sqrt(central(numbers, 2) / (values.length - 1));
    case "skewness": {
      const m2 = central(numbers, 2);
      return none || m2 === 0 ? null : (Math.sqrt(values.length) * central(numbers, 3)) / m2 ** 1.5;
    }
    case "kurtosis": {
      const m2 = central(numbers, 2);
      return none || m2 === 0 ? null : (values.length * central(numbers, 4)) / m2 ** 2 - 3;
    }
    case "median":
      return quantile(
        sorted.map((value) => numberOf(value, argument)),
        0.5,
      );
    case "percentile":
    case "approxPercentile":
      return quantile(
        sorted.map((value) => numberOf(value, argument)),
        parameters.percentage ?? 0.5,
      );
    case "topK":
    case "mode": {
      const often = (value: Value): number => values.filter((other) => compare(other, value) === 0).length;
      const ranked = distinct.toSorted((a, b) => often(b) - often(a));
      if (op === "mode") return ranked[0] ?? null;
      return none ? null : ranked.slice(0, parameters.n ?? 1);
    }
    case "bucketedCount":
    case "bucketedSum": {
      const edges = [-Infinity, ...(parameters.boundaries ?? []), NaN];
      const order = (x: number): number => (Number.isNaN(x) ? Infinity : x);
      const buckets = edges.slice(1).map((edge, i) =>
        values.filter((_, at) => {
          const x = order(numbers[at] ?? 0);
          return x >= (edges[i] ?? 0) && (x < order(edge) || Number.isNaN(edge));
        }),
      );
      if (op === "bucketedCount") return buckets.map((bucket) => bucket.length);
      return none ? null : buckets.map((bucket) => (bucket.length === 0 ? null : total(bucket, argument)));
    }
    case "decayedSum":
      return none ? null : decayedSum(there, numbers, parameters, asOf);
    case "decayedAvg": {
      // The weights' unit cancels out: as of the last row, none of them all is too small for a double.
      const last = there.at(-1)?.micros ?? asOf;
      return none
        ? null
        : decayedSum(there, numbers, parameters, last) / decayedWeight(there, parameters, last);
    }
  }
}

const numberOf = (value: Value, type: DataType): number =>
  type.kind === "decimal" ? Number(showDecimal(value as bigint, type.scale)) : Number(value);

function total(values: readonly Value[], type: DataType): Value {
  switch (type.kind) {
    case "float":
    case "double":
      return values.reduce<number>((sum, value) => sum + Number(value), 0);
    case "decimal":
      return values.reduce<bigint>((sum, value) => sum + (value as bigint), 0n);
    default:
      return toInt64(values.reduce<bigint>((sum, value) => sum + BigInt(value as Int64), 0n));
  }
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** To four digits more, halves away from zero. */
function decimalMean(values: readonly Value[]): bigint {
  const sum = values.reduce<bigint>((all, value) => all + (value as bigint), 0n) * 10_000n;
  const count = BigInt(values.length);
  const half = sum < 0n ? -count : count;
  return (2n * sum + half) / (2n * count);
}

function central(numbers: readonly number[], power: number): number {
  if (numbers.every((x) => x === numbers[0])) return 0;
  const middle = mean(numbers);
  return numbers.reduce((sum, x) => sum + (x - middle) ** power, 0);
}

function quantile(sorted: readonly number[], percentage: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * percentage;
  const low = sorted[Math.floor(position)] ?? NaN;
  const high = sorted[Math.ceil(position)] ?? NaN;
  return low === high ? low : low + (high - low) * (position - Math.floor(position));
}

const weightOf = (micros: bigint, { halfLifeMicros = 1 }: AggregateParameters, asOf: bigint): number =>
  2 ** (-Number(asOf - micros) / halfLifeMicros);

const decayedWeight = (rows: readonly PlainRow[], parameters: AggregateParameters, asOf: bigint): number =>
  rows.reduce((sum, { micros }) => sum + weightOf(micros, parameters, asOf), 0);

const decayedSum = (
  rows: readonly PlainRow[],
  numbers: readonly number[],
  parameters: AggregateParameters,
  asOf: bigint,
): number =>
  rows.reduce((sum, { micros }, i) => sum + weightOf(micros, parameters, asOf) * (numbers[i] ?? 0), 0);

/** Element by element: each over the vectors that have one there. */
function vectors(rows: readonly PlainRow[], op: AggregateOp, element: DataType, asOf: bigint): Value {
  if (op === "count") return rows.length;
  if (op === "latest") return rows.at(-1)?.value ?? null;
  if (op === "first") return rows[0]?.value ?? null;
  if (rows.length === 0) return null;
  const length = Math.max(...rows.map((row) => (row.value as readonly Value[]).length));
  return Array.from({ length }, (_, i) => {
    const column = rows
      .filter((row) => (row.value as readonly Value[]).length > i)
      .map((row) => ({ micros: row.micros, value: (row.value as readonly Value[])[i] ?? null }));
    return plain(column, { op, argument: element }, asOf);
  });
}
