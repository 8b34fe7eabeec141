import { adjustedDecimal, boundedDecimal, decimal, type DecimalType } from "../../types/index.js";

/*
 * Precision and scale of arithmetic on DECIMALs: Spark's rules, which are SQL Server's and Hive's, with
 * loss of scale allowed (`spark.sql.decimalOperations.allowPrecisionLoss`). The result has as many digits as
 * its greatest value can need, and beyond 38 gives scale up.
 */

export interface DecimalResult {
  readonly type: DecimalType;
  /** Whether it holds every result without rounding. */
  readonly exact: boolean;
}

function result(precision: number, scale: number): DecimalResult {
  const type = adjustedDecimal(precision, scale);
  return { type, exact: type.precision === precision && type.scale === scale };
}

export function sumType(a: DecimalType, b: DecimalType): DecimalResult {
  const scale = Math.max(a.scale, b.scale);
  return result(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
}

export function productType(a: DecimalType, b: DecimalType): DecimalResult {
  return result(a.precision + b.precision + 1, a.scale + b.scale);
}

/** At least six digits after the point. */
export function quotientType(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(6, a.scale + b.precision + 1);
  return adjustedDecimal(a.precision - a.scale + b.scale + scale, scale);
}

export function remainderType(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return adjustedDecimal(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

/** Of the whole part of a quotient, before it becomes a BIGINT. */
export function wholeQuotientType(a: DecimalType, b: DecimalType): DecimalType {
  const digits = a.precision - a.scale + b.scale;
  return digits === 0 ? decimal(1, 0) : boundedDecimal(digits, 0);
}
