import {
  arrayOf,
  BIGINT,
  boundedDecimal,
  DOUBLE,
  isIntegral,
  isNumeric,
  type DataType,
} from "../types/index.js";
import { pooled } from "./pooled.js";
import type { AggregateAlgebra, AggregateRecord } from "./record.js";
import { decimalSum, doubleSum, integerSum, withinDigits } from "./sums.js";
import { VECTORS } from "./types.js";

export const sum: AggregateRecord = {
  name: "sum",
  summary: "The sum of the values that are not NULL; of vectors, element by element.",
  takes: VECTORS,
  resultType: (argument) => {
    if (argument?.kind !== "array") return sumType(argument);
    const element = sumType(argument.element);
    return element && arrayOf(element);
  },
  algebra: ({ argument, result }) =>
    argument?.kind === "array" && result.kind === "array"
      ? pooled(argument, sumOf(argument.element, result.element))
      : sumOf(argument, result),
};

/** The type of a sum, as Spark has it: integers wrap, decimals get ten digits more. */
export function sumType(argument: DataType | undefined): DataType | undefined {
  if (argument === undefined) return undefined;
  if (isIntegral(argument)) return BIGINT;
  if (argument.kind === "decimal") return boundedDecimal(argument.precision + 10, argument.scale);
  return isNumeric(argument) ? DOUBLE : undefined;
}

export function sumOf(argument: DataType | undefined, result: DataType): AggregateAlgebra {
  if (result.kind === "bigint") return integerSum();
  if (result.kind === "decimal" && argument?.kind === "decimal") {
    return decimalSum(argument.scale, (total) => withinDigits(total, result.precision));
  }
  return doubleSum(Number, (total) => total);
}
