import type { DataType } from "../types/index.js";
import { algebra } from "./algebra.js";
import { toDouble } from "./numbers.js";
import type { AggregateAlgebra, DuckdbPartial, SqlParts } from "./record.js";
import { readBlock, readList, writeBlock, writeList } from "./state/value-bytes.js";

/** The bucket of a number among ascending boundaries: how many of them it reaches. NaN is above all. */
export function bucketOf(value: number, boundaries: readonly number[]): number {
  if (Number.isNaN(value)) return boundaries.length;
  const above = boundaries.findIndex((boundary) => value < boundary);
  return above < 0 ? boundaries.length : above;
}

/** An aggregate taken in each bucket of its own argument: a vector of one value a bucket. */
export function bucketed(
  argument: DataType,
  boundaries: readonly number[],
  inner: AggregateAlgebra,
): AggregateAlgebra {
  const number = toDouble(argument);
  const buckets = Array.from({ length: boundaries.length + 1 }, (_, i) => i);
  return algebra<readonly unknown[]>({
    init: () => buckets.map(() => inner.init()),
    update(state, value, micros) {
      if (value === null) return state;
      const bucket = bucketOf(number(value), boundaries);
      return state.map((part, i) => (i === bucket ? inner.update(part, value, micros) : part));
    },
    merge: (a, b) => buckets.map((i) => inner.merge(a[i], b[i])),
    finish(state, asOf) {
      const values = buckets.map((i) => inner.finish(state?.[i], asOf));
      return values.every((value) => value === null) ? null : values;
    },
    write: (out, state) => writeList(out, state, (to, part) => writeBlock(to, inner.encode(part))),
    read(from) {
      const parts = readList(from, (at) => inner.decode(readBlock(at)));
      if (parts.length !== buckets.length || parts.includes(undefined)) {
        throw new RangeError("a bucket's state is broken");
      }
      return parts;
    },
    ...(inner.duckdb === undefined ? {} : { duckdb: bucketedPartial(inner.duckdb, boundaries) }),
  });
}

function bucketedPartial(
  inner: DuckdbPartial<unknown>,
  boundaries: readonly number[],
): DuckdbPartial<readonly unknown[]> {
  const width = inner.columns.length;
  const within = (parts: SqlParts, bucket: number): SqlParts => {
    const value = `${parts.argument}::DOUBLE`;
    const [from, to] = [boundaries[bucket - 1], boundaries[bucket]];
    const conditions = [
      ...(parts.filter === undefined ? [] : [parts.filter]),
      ...(from === undefined ? [] : [`${value} >= '${from}'::DOUBLE`]),
      ...(to === undefined ? [] : [`${value} < '${to}'::DOUBLE`]),
    ];
    return { ...parts, filter: conditions.length === 0 ? undefined : `(${conditions.join(" AND ")})` };
  };
  return {
    ...(inner.ordered === true ? { ordered: true } : {}),
    ...(inner.timed === true ? { timed: true } : {}),
    columns: [...boundaries, undefined].flatMap((_, bucket) =>
      inner.columns.map(({ sql, type }) => ({ sql: (parts: SqlParts) => sql(within(parts, bucket)), type })),
    ),
    read: (values) =>
      [...boundaries, undefined].map((_, i) => inner.read(values.slice(i * width, (i + 1) * width))),
  };
}
