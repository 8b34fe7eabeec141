import { isNumeric, type DataType } from "../types/index.js";

/** Whether values of a type can be compared and told apart, one by one. */
export function isOrdered(type: DataType): boolean {
  switch (type.kind) {
    case "boolean":
    case "string":
    case "binary":
    case "date":
    case "timestamp":
      return true;
    default:
      return isNumeric(type);
  }
}

/** Whether a feature can be of a type, once it is spelt as one. */
export const isKept = (type: DataType): boolean =>
  isOrdered(type) || (type.kind === "array" && isOrdered(type.element));

export const NUMBERS = "numbers";
export const ORDERED = "numbers, texts, booleans, bytes, dates and timestamps";
export const KEPT = "what a feature can be";
export const VECTORS = "numbers and vectors of numbers";
