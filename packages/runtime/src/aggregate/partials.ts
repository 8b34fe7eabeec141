import {
  toInt64,
  compareValues,
  type AggregateOp,
  type DataType,
  type Int64,
  type Value,
} from "@pinion/core";

/**
 * How partial aggregates of neighbouring tiles become one. `undefined` is the partial of no rows.
 * Combination is associative and keeps the order of time: `combine(earlier, later)`.
 */
export interface PartialAlgebra {
  readonly combine: (earlier: Partial, later: Partial) => Partial;
  /** The aggregate's value; of no rows with `undefined`. */
  readonly finish: (partial: Partial | undefined) => Value;
}

/** Sums carry the number of values beside them: a sum of none is NULL, an average needs it. */
export type Partial = Value | SumPartial;

export interface SumPartial {
  readonly sum: number | bigint;
  readonly count: number;
}

const asSum = (partial: Partial): SumPartial => partial as SumPartial;
const second = (earlier: Partial, later: Partial): Partial => later ?? earlier;
const first = (earlier: Partial, later: Partial): Partial => earlier ?? later;
const orNull = (partial: Partial | undefined): Value => (partial ?? null) as Value;

/** The algebra of an aggregate whose argument and value have these types. */
export function algebraOf(
  op: AggregateOp | "row",
  argument: DataType | undefined,
  result: DataType,
): PartialAlgebra {
  switch (op) {
    case "sum":
      return result.kind === "bigint"
        ? integerSum
        : result.kind === "decimal"
          ? decimalSum(result.precision)
          : doubleSum;
    case "avg":
      return result.kind === "decimal" && argument?.kind === "decimal"
        ? decimalAverage(argument.scale, result.precision, result.scale)
        : doubleAverage;
    case "count":
      return {
        combine: (a, b) => toInt64(BigInt(a as Int64) + BigInt(b as Int64)),
        finish: (partial) => orNull(partial ?? 0),
      };
    case "min":
      return extreme(result, -1);
    case "max":
      return extreme(result, 1);
    case "latest":
      return { combine: second, finish: orNull };
    case "first":
      return { combine: first, finish: orNull };
    case "row":
      // The later row wins whole, also where it holds NULL.
      return { combine: (_, later) => later, finish: orNull };
  }
}

/** Wraps at 64 bits, as Spark's SUM of integers does. */
const integerSum: PartialAlgebra = {
  combine: (a, b) => {
    const sum = BigInt(asSum(a).sum) + BigInt(asSum(b).sum);
    return { sum: toInt64(sum), count: asSum(a).count + asSum(b).count };
  },
  finish: (partial) => (partial === undefined || asSum(partial).count === 0 ? null : asSum(partial).sum),
};

const addDoubles = (a: Partial, b: Partial): Partial => ({
  sum: Number(asSum(a).sum) + Number(asSum(b).sum),
  count: asSum(a).count + asSum(b).count,
});

const doubleSum: PartialAlgebra = {
  combine: addDoubles,
  finish: (partial) => (partial === undefined || asSum(partial).count === 0 ? null : asSum(partial).sum),
};

const doubleAverage: PartialAlgebra = {
  combine: addDoubles,
  finish: (partial) =>
    partial === undefined || asSum(partial).count === 0
      ? null
      : Number(asSum(partial).sum) / asSum(partial).count,
};

const addDecimals = (a: Partial, b: Partial): Partial => ({
  sum: BigInt(asSum(a).sum) + BigInt(asSum(b).sum),
  count: asSum(a).count + asSum(b).count,
});

const withinDigits = (value: bigint, precision: number): bigint | null => {
  const limit = 10n ** BigInt(precision);
  return value < limit && value > -limit ? value : null;
};

const decimalSum = (precision: number): PartialAlgebra => ({
  combine: addDecimals,
  finish: (partial) =>
    partial === undefined || asSum(partial).count === 0
      ? null
      : withinDigits(BigInt(asSum(partial).sum), precision),
});

/** Rounds half up, as Spark divides decimals. */
const decimalAverage = (scale: number, precision: number, resultScale: number): PartialAlgebra => ({
  combine: addDecimals,
  finish: (partial) => {
    if (partial === undefined || asSum(partial).count === 0) return null;
    const scaled = BigInt(asSum(partial).sum) * 10n ** BigInt(Math.max(0, resultScale - scale));
    const count = BigInt(asSum(partial).count);
    const magnitude = scaled < 0n ? -scaled : scaled;
    const rounded = (2n * magnitude + count) / (2n * count);
    return withinDigits(scaled < 0n ? -rounded : rounded, precision);
  },
});

function extreme(type: DataType, sign: 1 | -1): PartialAlgebra {
  const compare = compareValues(type);
  return {
    combine: (a, b) => {
      if (a === null) return b;
      if (b === null) return a;
      return compare(b as Value, a as Value) * sign > 0 ? b : a;
    },
    finish: orNull,
  };
}
