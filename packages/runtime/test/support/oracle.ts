import {
  parseType,
  STRING,
  type AggregateOp,
  type AggregateParameters,
  type Value,
  type WindowBounds,
} from "@pinion/core";
import { plainAggregate } from "@pinion/core/testing";

/** One row of a source, its event time in microseconds. */
export interface OracleRow {
  readonly key: string;
  readonly time: bigint;
  readonly value: Value;
  readonly pass: boolean | null;
  readonly term?: string | null;
}

export interface OracleFeature {
  readonly op: AggregateOp | "row";
  /** The type of the value aggregated. */
  readonly type: string;
  readonly windowMicros: bigint;
  readonly filtered: boolean;
  /** COUNT of rows rather than of values. */
  readonly ofRows?: boolean;
  readonly parameters?: AggregateParameters;
  /** A map by the rows' terms, and how many of them it keeps. */
  readonly terms?: boolean;
  readonly limit?: number;
}

/**
 * The rule for time, as plainly as it can be said: filter all rows of the key, fold them. Undefined where the
 * key has no row before the cutoff.
 */
export function oracle(
  rows: readonly OracleRow[],
  key: string,
  asOf: bigint,
  feature: OracleFeature,
  bounds: WindowBounds,
): Value | undefined {
  const seen = rows.filter(
    (row) => row.key === key && (bounds === "[)" ? row.time < asOf : row.time <= asOf),
  );
  if (seen.length === 0) return undefined;
  if (feature.op === "row") return latestOf(seen)?.value ?? null;
  const start = asOf - feature.windowMicros;
  const inside = seen.filter((row) => (bounds === "[)" ? row.time >= start : row.time > start));
  const passing = inside.filter((row) => !feature.filtered || row.pass === true);
  return fold(inTime(passing), feature, asOf);
}

function fold(rows: readonly OracleRow[], feature: OracleFeature, asOf: bigint): Value {
  const { op, type, ofRows, parameters, limit, terms } = feature;
  if (op === "row") throw new Error("a row is no aggregate");
  return plainAggregate(
    rows.map(({ value, time, term }) => ({ value, micros: time, term: term ?? null })),
    {
      op,
      argument: ofRows === true ? undefined : (parseType(type) ?? { kind: "void" }),
      ...(parameters === undefined ? {} : { parameters }),
      ...(terms === true ? { grouped: { term: STRING, ...(limit === undefined ? {} : { limit }) } } : {}),
    },
    asOf,
  );
}

/** Among equal times the one that comes last. */
const latestOf = (rows: readonly OracleRow[]): OracleRow | undefined =>
  rows.reduce<OracleRow | undefined>(
    (latest, row) => (latest === undefined || row.time >= latest.time ? row : latest),
    undefined,
  );

/** By time, those of equal times as they stand. */
const inTime = (rows: readonly OracleRow[]): readonly OracleRow[] =>
  rows.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
