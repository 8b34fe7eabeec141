import { BIGINT, DOUBLE, type DataType } from "../types/index.js";
import { toInt64, type Int64, type Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import type { AggregateAlgebra } from "./record.js";
import { only, wrapped } from "./sql.js";
import { addInt64, addLow, INT64_CELLS, loadInt64, storeInt64 } from "./state/cells.js";
import { readWide, writeWide } from "./state/value-bytes.js";

/*
 * Sums carry the number of values beside them: a sum of none is NULL, an average needs it.
 */

interface Sum<N> {
  readonly sum: N;
  readonly count: number;
}

export type FinishSum<N> = (sum: N, count: number) => Value;

const counted = {
  sql: (parts: Parameters<typeof only>[0]) => `count(${parts.argument})${only(parts)}`,
  type: BIGINT,
};

/** A sum in 64-bit floating point. */
export function doubleSum(toDouble: (value: Value) => number, finish: FinishSum<number>): AggregateAlgebra {
  return algebra<Sum<number>>({
    init: () => ({ sum: 0, count: 0 }),
    update: (state, value) =>
      value === null ? state : { sum: state.sum + toDouble(value), count: state.count + 1 },
    merge: (a, b) => ({ sum: a.sum + b.sum, count: a.count + b.count }),
    finish: (state) => (state === undefined || state.count === 0 ? null : finish(state.sum, state.count)),
    write(out, state) {
      out.double(state.sum);
      out.count(state.count);
    },
    read: (from) => ({ sum: from.double(), count: from.count() }),
    cells: {
      count: 2,
      load: (cells, at) => ({ sum: cells[at] ?? 0, count: cells[at + 1] ?? 0 }),
      store(cells, at, { sum, count }) {
        cells[at] = sum;
        cells[at + 1] = count;
      },
      add(cells, at, value) {
        if (value === null) return;
        cells[at] = (cells[at] ?? 0) + toDouble(value);
        cells[at + 1] = (cells[at + 1] ?? 0) + 1;
      },
      merge(cells, at, other, otherAt) {
        cells[at] = (cells[at] ?? 0) + (other[otherAt] ?? 0);
        cells[at + 1] = (cells[at + 1] ?? 0) + (other[otherAt + 1] ?? 0);
      },
    },
    duckdb: {
      columns: [{ sql: (parts) => `sum(${parts.argument}::DOUBLE)${only(parts)}`, type: DOUBLE }, counted],
      read: ([sum, count]) => ({ sum: Number(sum ?? 0), count: Number(count ?? 0) }),
    },
  });
}

/** A sum of integers, which wraps at 64 bits as Spark's does. */
export function integerSum(): AggregateAlgebra {
  return algebra<Sum<Int64>>({
    init: () => ({ sum: 0, count: 0 }),
    update: (state, value) =>
      value === null ? state : { sum: added(state.sum, value as Int64), count: state.count + 1 },
    merge: (a, b) => ({ sum: added(a.sum, b.sum), count: a.count + b.count }),
    finish: (state) => (state === undefined || state.count === 0 ? null : state.sum),
    write(out, state) {
      out.int64(BigInt(state.sum));
      out.count(state.count);
    },
    read: (from) => ({ sum: toInt64(from.int64()), count: from.count() }),
    cells: {
      count: INT64_CELLS + 1,
      load: (cells, at) => ({ sum: loadInt64(cells, at), count: cells[at + INT64_CELLS] ?? 0 }),
      store(cells, at, { sum, count }) {
        storeInt64(cells, at, sum);
        cells[at + INT64_CELLS] = count;
      },
      add(cells, at, value) {
        if (value === null) return;
        if (!addLow(cells, at, value as Int64)) {
          storeInt64(cells, at, added(loadInt64(cells, at), value as Int64));
        }
        cells[at + INT64_CELLS] = (cells[at + INT64_CELLS] ?? 0) + 1;
      },
      merge(cells, at, other, otherAt) {
        addInt64(cells, at, other, otherAt);
        const count = at + INT64_CELLS;
        cells[count] = (cells[count] ?? 0) + (other[otherAt + INT64_CELLS] ?? 0);
      },
    },
    duckdb: {
      columns: [{ sql: (parts) => wrapped(`sum(${parts.argument})${only(parts)}`), type: BIGINT }, counted],
      read: ([sum, count]) => ({ sum: (sum ?? 0) as Int64, count: Number(count ?? 0) }),
    },
  });
}

function added(a: Int64, b: Int64): Int64 {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toInt64(BigInt(a) + BigInt(b));
}

/** A sum of unscaled decimals, exact whatever its length. */
export function decimalSum(scale: number, finish: FinishSum<bigint>): AggregateAlgebra {
  const partial: DataType = { kind: "decimal", precision: 38, scale };
  return algebra<Sum<bigint>>({
    init: () => ({ sum: 0n, count: 0 }),
    update: (state, value) =>
      value === null ? state : { sum: state.sum + (value as bigint), count: state.count + 1 },
    merge: (a, b) => ({ sum: a.sum + b.sum, count: a.count + b.count }),
    finish: (state) => (state === undefined || state.count === 0 ? null : finish(state.sum, state.count)),
    write(out, state) {
      writeWide(out, state.sum);
      out.count(state.count);
    },
    read: (from) => ({ sum: readWide(from), count: from.count() }),
    duckdb: {
      columns: [{ sql: (parts) => `sum(${parts.argument})${only(parts)}`, type: partial }, counted],
      read: ([sum, count]) => ({ sum: BigInt((sum ?? 0n) as bigint), count: Number(count ?? 0) }),
    },
  });
}

/** NULL where a decimal has more digits than its type. */
export function withinDigits(value: bigint, precision: number): bigint | null {
  const limit = 10n ** BigInt(precision);
  return value < limit && value > -limit ? value : null;
}
