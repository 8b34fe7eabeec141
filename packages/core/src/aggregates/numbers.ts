import { isNumeric, type DataType } from "../types/index.js";
import { showDecimal, type Value } from "../values/index.js";

/** Numbers of a type as doubles; the nearest one of a decimal. */
export function toDouble(type: DataType | undefined): (value: Value) => number {
  if (type?.kind !== "decimal") return Number;
  const { scale } = type;
  return (value) => Number(showDecimal(value as bigint, scale));
}

export const isNumber = (type: DataType | undefined): type is DataType =>
  type !== undefined && isNumeric(type);

/** What an aggregate of numbers gives, where it always gives the same type. */
export const numbersTo =
  (result: DataType) =>
  (argument: DataType | undefined): DataType | undefined =>
    isNumber(argument) ? result : undefined;
