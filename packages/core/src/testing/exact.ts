import { pow10, type Value } from "../values/index.js";
import type { DataType } from "../types/index.js";

/** Whether two values are the same in every respect: NaN is NaN, -0 is not 0, 1n is not 1. */
export function isExactly(a: Value | undefined, b: Value | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return (
      a instanceof Uint8Array &&
      b instanceof Uint8Array &&
      a.length === b.length &&
      a.every((byte, i) => byte === b[i])
    );
  }
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((part, i) => isExactly(part, b[i]));
  }
  return a.months === b.months && a.days === b.days && a.micros === b.micros;
}

/** Whether a value has the form of its type: what every function may rely on, and must give. */
export function hasForm(value: Value | undefined, type: DataType): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case "void":
      return false;
    case "boolean":
      return typeof value === "boolean";
    case "tinyint":
      return isInteger(value, 128);
    case "smallint":
      return isInteger(value, 32768);
    case "int":
    case "date":
    case "yearMonthInterval":
      return isInteger(value, 2147483648);
    case "time":
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 86_400_000_000;
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return isInt64(value);
    case "float":
      return typeof value === "number" && Object.is(Math.fround(value), value);
    case "double":
      return typeof value === "number";
    case "decimal":
      return typeof value === "bigint" && value < pow10(type.precision) && value > -pow10(type.precision);
    case "string":
      return typeof value === "string" && !/\p{Cs}/u.test(value);
    case "binary":
      return value instanceof Uint8Array;
    case "calendarInterval":
      return isInterval(value);
    case "array":
      return isList(value) && value.every((part) => hasForm(part, type.element));
    case "map":
      return (
        isList(value) &&
        value.every(
          (entry) =>
            isList(entry) &&
            entry.length === 2 &&
            entry[0] !== null &&
            hasForm(entry[0], type.key) &&
            hasForm(entry[1], type.value),
        )
      );
    case "struct":
      return (
        isList(value) &&
        value.length === type.fields.length &&
        type.fields.every((field, i) => hasForm(value[i], field.type))
      );
  }
}

const isInteger = (value: Value | undefined, limit: number): boolean =>
  typeof value === "number" &&
  Number.isInteger(value) &&
  !Object.is(value, -0) &&
  value >= -limit &&
  value < limit;

const isInt64 = (value: Value | undefined): boolean =>
  typeof value === "bigint"
    ? BigInt.asIntN(64, value) === value && !Number.isSafeInteger(Number(value))
    : Number.isSafeInteger(value) && !Object.is(value, -0);

function isInterval(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || isList(value))
    return false;
  const { months, days, micros } = value;
  return isInteger(months, 2147483648) && isInteger(days, 2147483648) && isInt64(micros);
}

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);
