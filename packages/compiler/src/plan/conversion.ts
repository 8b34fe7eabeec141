import {
  arrayOf,
  decimalOfIntegral,
  holdsDecimal,
  isIntegral,
  isNumeric,
  mapOf,
  sameType,
  type DataType,
} from "@pinion/core";

const WIDTHS = ["tinyint", "smallint", "int", "bigint"];

/** Whether every value of one type is, as it is or spelt otherwise, a value of another. */
export function isLossless(from: DataType, to: DataType): boolean {
  if (sameType(from, to) || from.kind === "void") return true;
  if (isIntegral(from)) {
    switch (to.kind) {
      case "tinyint":
      case "smallint":
      case "int":
      case "bigint":
        return WIDTHS.indexOf(from.kind) <= WIDTHS.indexOf(to.kind);
      case "float":
        return from.kind === "tinyint" || from.kind === "smallint";
      case "double":
        return from.kind !== "bigint";
      case "decimal": {
        const digits = decimalOfIntegral(from);
        return digits !== undefined && holdsDecimal(to, digits);
      }
      default:
        return false;
    }
  }
  if (from.kind === "float") return to.kind === "double";
  if (from.kind === "decimal" && to.kind === "decimal") return holdsDecimal(to, from);
  if (from.kind === "array" && to.kind === "array") return isLossless(from.element, to.element);
  if (from.kind === "map" && to.kind === "map") {
    return isLossless(from.key, to.key) && isLossless(from.value, to.value);
  }
  return false;
}

/**
 * Whether a feature declared to be `to` takes a result of type `from` without a word. FLOAT and DOUBLE are
 * ways to store a number, and declaring one asks for rounding to it; but not of a BIGINT, which may be an
 * identifier.
 */
export function isStored(from: DataType, to: DataType): boolean {
  if (isLossless(from, to)) return true;
  if (to.kind === "float" || to.kind === "double") return isNumeric(from) && from.kind !== "bigint";
  if (from.kind === "map" && to.kind === "map") {
    return isLossless(from.key, to.key) && isStored(from.value, to.value);
  }
  return from.kind === "array" && to.kind === "array" && isStored(from.element, to.element);
}

/** The type of a feature that declares none; undefined where no feature can have it. */
export function featureTypeOf(type: DataType): DataType | undefined {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
      return { kind: "int" };
    case "boolean":
    case "int":
    case "bigint":
    case "float":
    case "double":
    case "string":
    case "binary":
      return type;
    case "array": {
      const nested = type.element.kind === "array" || type.element.kind === "map";
      const element = nested ? undefined : featureTypeOf(type.element);
      return element && arrayOf(element);
    }
    case "map": {
      const key = type.key.kind === "array" ? undefined : featureTypeOf(type.key);
      const value = type.value.kind === "map" ? undefined : featureTypeOf(type.value);
      return key && value && mapOf(key, value);
    }
    default:
      return undefined;
  }
}
