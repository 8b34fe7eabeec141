import {
  arrayOf,
  DOUBLE,
  mapOf,
  sameType,
  STRING,
  structOf,
  TIMESTAMP,
  type DataType,
  type DayTimeField,
  type StructField,
  type YearMonthField,
} from "./data-type.js";
import { decimalOfIntegral, holdsDecimal, widerDecimal } from "./decimal.js";
import { isAtomic, isFractional, isIntegral } from "./groups.js";

/*
 * Which type two types meet in: Spark's TypeCoercion with ANSI off.
 */

const NUMERIC_ORDER = ["tinyint", "smallint", "int", "bigint", "float", "double"];
const YEAR_MONTH_FIELDS: readonly YearMonthField[] = ["year", "month"];
const DAY_TIME_FIELDS: readonly DayTimeField[] = ["day", "hour", "minute", "second"];

type Meet = (a: DataType, b: DataType) => DataType | undefined;

/** The type that both become without loss, if there is one; Spark's `findTightestCommonType`. */
export function tightestCommonType(a: DataType, b: DataType): DataType | undefined {
  if (sameType(a, b)) return a;
  if (a.kind === "void") return b;
  if (b.kind === "void") return a;
  if (b.kind === "decimal" && isIntegral(a)) return wideDecimal(b, a);
  if (a.kind === "decimal" && isIntegral(b)) return wideDecimal(a, b);
  const rankA = NUMERIC_ORDER.indexOf(a.kind);
  const rankB = NUMERIC_ORDER.indexOf(b.kind);
  if (rankA >= 0 && rankB >= 0) return rankA > rankB ? a : b;
  if (a.kind === "date" && b.kind === "timestamp") return TIMESTAMP;
  if (a.kind === "timestamp" && b.kind === "date") return TIMESTAMP;
  if (a.kind === "yearMonthInterval" && b.kind === "yearMonthInterval") {
    return { kind: a.kind, ...spanOf(YEAR_MONTH_FIELDS, a, b) };
  }
  if (a.kind === "dayTimeInterval" && b.kind === "dayTimeInterval") {
    return { kind: a.kind, ...spanOf(DAY_TIME_FIELDS, a, b) };
  }
  return meetInParts(a, b, tightestCommonType);
}

/** The type that both become, digits of decimals and exactness given up where need be; `findWiderTypeForTwo`. */
export function widerCommonType(a: DataType, b: DataType): DataType | undefined {
  return (
    tightestCommonType(a, b) ??
    meetInDecimal(a, b) ??
    meetInString(a, b) ??
    meetInParts(a, b, widerCommonType)
  );
}

/** The same without turning anything into a STRING but a string; `findWiderTypeWithoutStringPromotion`. */
export function widerTypeWithoutString(a: DataType, b: DataType): DataType | undefined {
  return tightestCommonType(a, b) ?? meetInDecimal(a, b) ?? meetInParts(a, b, widerTypeWithoutString);
}

/** {@link widerCommonType} over any number of types; strings are compared last, as Spark does. */
export function widerCommonTypeOf(types: readonly DataType[]): DataType | undefined {
  const hasString = (type: DataType): boolean =>
    type.kind === "string" || (type.kind === "array" && hasString(type.element));
  const ordered = [...types.filter(hasString), ...types.filter((type) => !hasString(type))];
  return ordered.reduce<DataType | undefined>((met, type) => met && widerCommonType(met, type), {
    kind: "void",
  });
}

/**
 * The type that a comparison (`=`, `<`, `BETWEEN`) with a text on one side is made in; undefined where
 * neither side is a text or the general rules hold. Spark's `findCommonTypeForBinaryComparison`.
 */
export function comparisonType(a: DataType, b: DataType): DataType | undefined {
  if (b.kind === "string" && a.kind !== "string") return comparisonType(b, a);
  if (a.kind !== "string") return undefined;
  switch (b.kind) {
    case "decimal":
      // As of Spark 4.1 whole numbers are compared exactly.
      return b.scale === 0 ? b : DOUBLE;
    case "yearMonthInterval":
    case "dayTimeInterval":
    case "string":
    case "void":
    case "array":
    case "map":
    case "struct":
    case "calendarInterval":
      return undefined;
    default:
      return b;
  }
}

function wideDecimal(wide: DataType, integral: DataType): DataType | undefined {
  const narrow = decimalOfIntegral(integral);
  return narrow !== undefined && wide.kind === "decimal" && holdsDecimal(wide, narrow) ? wide : undefined;
}

function meetInDecimal(a: DataType, b: DataType): DataType | undefined {
  if (a.kind !== "decimal") return b.kind === "decimal" ? meetInDecimal(b, a) : undefined;
  if (b.kind === "decimal") return widerDecimal(a, b);
  if (isFractional(b)) return DOUBLE;
  const integral = decimalOfIntegral(b);
  return integral && widerDecimal(a, integral);
}

function meetInString(a: DataType, b: DataType): DataType | undefined {
  const other = a.kind === "string" ? b : b.kind === "string" ? a : undefined;
  if (other === undefined || !isAtomic(other)) return undefined;
  return other.kind === "binary" || other.kind === "boolean" ? undefined : STRING;
}

function meetInParts(a: DataType, b: DataType, meet: Meet): DataType | undefined {
  if (a.kind === "array" && b.kind === "array") {
    const element = meet(a.element, b.element);
    return element && arrayOf(element);
  }
  if (a.kind === "map" && b.kind === "map") {
    const key = meet(a.key, b.key);
    const value = meet(a.value, b.value);
    return key && value && mapOf(key, value);
  }
  if (a.kind === "struct" && b.kind === "struct" && a.fields.length === b.fields.length) {
    const fields: StructField[] = [];
    for (const [i, field] of a.fields.entries()) {
      const other = b.fields[i];
      if (other === undefined || field.name.toLowerCase() !== other.name.toLowerCase()) return undefined;
      const type = meet(field.type, other.type);
      if (type === undefined) return undefined;
      fields.push({ name: field.name, type });
    }
    return structOf(fields);
  }
  return undefined;
}

/** The fields of two intervals, together. */
function spanOf<F>(
  order: readonly F[],
  a: { start: F; end: F },
  b: { start: F; end: F },
): { start: F; end: F } {
  const first = order.indexOf(a.start) <= order.indexOf(b.start) ? a.start : b.start;
  const last = order.indexOf(a.end) >= order.indexOf(b.end) ? a.end : b.end;
  return { start: first, end: last };
}
