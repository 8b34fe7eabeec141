import { arrayOf, boundedDecimal, DOUBLE, isNumeric, type DataType } from "../types/index.js";
import { pooled } from "./pooled.js";
import type { AggregateAlgebra, AggregateRecord } from "./record.js";
import { decimalSum, doubleSum, withinDigits } from "./sums.js";
import { VECTORS } from "./types.js";

export const avg: AggregateRecord = {
  name: "avg",
  summary: "The mean of the values that are not NULL; of vectors, element by element.",
  takes: VECTORS,
  resultType: (argument) => {
    if (argument?.kind !== "array") return meanType(argument);
    const element = meanType(argument.element);
    return element && arrayOf(element);
  },
  algebra: ({ argument, result }) =>
    argument?.kind === "array" && result.kind === "array"
      ? pooled(argument, meanOf(argument.element, result.element))
      : meanOf(argument, result),
};

function meanType(argument: DataType | undefined): DataType | undefined {
  if (argument?.kind === "decimal") return boundedDecimal(argument.precision + 4, argument.scale + 4);
  return argument !== undefined && isNumeric(argument) ? DOUBLE : undefined;
}

function meanOf(argument: DataType | undefined, result: DataType): AggregateAlgebra {
  if (result.kind !== "decimal" || argument?.kind !== "decimal") {
    return doubleSum(Number, (total, count) => total / count);
  }
  const { scale } = argument;
  return decimalSum(scale, (total, count) => {
    const scaled = total * 10n ** BigInt(Math.max(0, result.scale - scale));
    return withinDigits(halfUp(scaled, BigInt(count)), result.precision);
  });
}

/** Rounds half away from zero, as Spark divides decimals. */
function halfUp(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}
