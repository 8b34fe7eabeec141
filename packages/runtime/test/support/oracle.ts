import type { AggregateOp, Int64, Value, WindowBounds } from "@pinion/core";
import { compareValues, parseType, toInt64 } from "@pinion/core";

/** One row of a source, its event time in microseconds. */
export interface OracleRow {
  readonly key: string;
  readonly time: bigint;
  readonly value: Value;
  readonly pass: boolean | null;
}

export interface OracleFeature {
  readonly op: AggregateOp | "row";
  /** The type of the value aggregated. */
  readonly type: string;
  readonly windowMicros: bigint;
  readonly filtered: boolean;
  /** COUNT of rows rather than of values. */
  readonly ofRows?: boolean;
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
  return fold(passing, feature);
}

function fold(rows: readonly OracleRow[], { op, type, ofRows }: OracleFeature): Value {
  if (op === "count" && ofRows === true) return rows.length;
  const there = rows.filter((row) => row.value !== null);
  const values = there.map((row) => row.value);
  const compare = compareValues(parseType(type) ?? { kind: "void" });
  switch (op) {
    case "count":
      return values.length;
    case "sum":
      if (values.length === 0) return null;
      return type === "double"
        ? values.reduce<number>((sum, value) => sum + Number(value), 0)
        : values.reduce<Int64>((sum, value) => toInt64(BigInt(sum) + BigInt(value as Int64)), 0);
    case "avg":
      return values.length === 0
        ? null
        : values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length;
    case "min":
      return values.reduce<Value>(
        (least, value) => (least === null || compare(value, least) < 0 ? value : least),
        null,
      );
    case "max":
      return values.reduce<Value>(
        (most, value) => (most === null || compare(value, most) > 0 ? value : most),
        null,
      );
    case "latest":
      return latestOf(there)?.value ?? null;
    case "first":
      return (
        there.reduce<OracleRow | undefined>(
          (first, row) => (first === undefined || row.time < first.time ? row : first),
          undefined,
        )?.value ?? null
      );
    case "row":
      throw new Error("a row is no aggregate");
  }
}

/** Among equal times the one that comes last. */
const latestOf = (rows: readonly OracleRow[]): OracleRow | undefined =>
  rows.reduce<OracleRow | undefined>(
    (latest, row) => (latest === undefined || row.time >= latest.time ? row : latest),
    undefined,
  );
