import { decimal, type DataType, type DecimalType } from "./data-type.js";

export const MAX_PRECISION = 38;

/** The narrowest DECIMAL that holds every value of an integral type; Spark's `DecimalType.forType`. */
export function decimalOfIntegral(type: DataType): DecimalType | undefined {
  switch (type.kind) {
    case "tinyint":
      return decimal(3, 0);
    case "smallint":
      return decimal(5, 0);
    case "int":
      return decimal(10, 0);
    case "bigint":
      return decimal(20, 0);
    default:
      return undefined;
  }
}

/** Precision and scale cut at 38; Spark's `DecimalType.bounded`. */
export const boundedDecimal = (precision: number, scale: number): DecimalType =>
  decimal(Math.min(precision, MAX_PRECISION), Math.min(scale, MAX_PRECISION));

/**
 * A DECIMAL that holds the integral digits and the scale of both, or as much of the scale as 38 digits leave
 * room for; Spark's `widerDecimalType` as of version 4.
 */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  const range = Math.max(a.precision - a.scale, b.precision - b.scale);
  const room = Math.min(scale, MAX_PRECISION - range);
  return decimal(range + room, room);
}

/**
 * The DECIMAL of an arithmetic result; where it needs more than 38 digits, scale is given up for integral
 * digits down to a scale of 6. Spark's `DecimalType.adjustPrecisionScale`.
 */
export function adjustedDecimal(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return decimal(precision, scale);
  if (scale < 0) return decimal(MAX_PRECISION, scale);
  const integralDigits = precision - scale;
  const minimumScale = Math.min(scale, 6);
  return decimal(MAX_PRECISION, Math.max(MAX_PRECISION - integralDigits, minimumScale));
}

/** Whether every value of `narrow` is a value of `wide`. */
export const holdsDecimal = (wide: DecimalType, narrow: DecimalType): boolean =>
  wide.precision - wide.scale >= narrow.precision - narrow.scale && wide.scale >= narrow.scale;
