import type { DataType } from "../types/index.js";
import type { CalendarInterval, Value } from "./value.js";

/*
 * The order and equality of values, as Spark has them: NaN equals itself and is greater than every number,
 * -0.0 equals 0.0, texts go by code points, bytes by their unsigned values, arrays and structs part by part
 * with NULL parts first. A NULL itself is for the caller.
 */

/** Below zero, zero or above zero; neither argument is NULL. */
export type Compare = (a: Value, b: Value) => number;

/** The order of a type's values. MAP and CalendarInterval, which Spark does not order, go by their parts. */
export function compareValues(type: DataType): Compare {
  switch (type.kind) {
    case "float":
    case "double":
      return compareDoubles as Compare;
    case "string":
      return compareStrings as Compare;
    case "binary":
      return compareBytes as Compare;
    case "array": {
      const element = nullsFirst(type.element);
      return sequences(() => element);
    }
    case "struct": {
      const fields = type.fields.map((field) => nullsFirst(field.type));
      return sequences((i) => fields[i]);
    }
    case "map": {
      const parts = [nullsFirst(type.key), nullsFirst(type.value)];
      const pair = sequences((i) => parts[i]);
      return sequences(() => pair);
    }
    case "calendarInterval":
      return compareCalendarIntervals as Compare;
    default:
      return compareOrdered as Compare;
  }
}

/** Equality of two values of a type, neither of them NULL. */
export function equalValues(type: DataType): (a: Value, b: Value) => boolean {
  switch (type.kind) {
    case "float":
    case "double":
      return (a, b) => a === b || (a !== a && b !== b);
    case "binary":
    case "calendarInterval":
    case "array":
    case "map":
    case "struct": {
      const compare = compareValues(type);
      return (a, b) => compare(a, b) === 0;
    }
    default:
      return (a, b) => a === b;
  }
}

/** An order with NULL before everything and equal to itself. */
export function nullsFirst(type: DataType): Compare {
  const compare = compareValues(type);
  return (a, b) => {
    if (a === null) return b === null ? 0 : -1;
    return b === null ? 1 : compare(a, b);
  };
}

/** FLOAT and DOUBLE. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  if (a === a) return -1;
  return b === b ? 1 : 0;
}

/** STRING, by code points, which is the order of the UTF-8 bytes and not that of JavaScript's `<`. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? astralLast(x) - astralLast(y) : x - y;
  }
  return a.length - b.length;
}

/** Surrogates moved behind U+FFFF, where the code points are that they stand for. */
const astralLast = (unit: number): number => (unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** BINARY, by unsigned bytes. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Everything that JavaScript orders itself: integers in either form, decimals of one scale, booleans, dates. */
export function compareOrdered<T extends number | bigint | boolean>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareCalendarIntervals(a: CalendarInterval, b: CalendarInterval): number {
  return a.months - b.months || a.days - b.days || compareOrdered(a.micros, b.micros);
}

/** Part by part, the shorter first where all its parts are equal. */
function sequences(compareAt: (index: number) => Compare | undefined): Compare {
  return (a, b) => {
    const left = a as readonly Value[];
    const right = b as readonly Value[];
    const length = Math.min(left.length, right.length);
    for (let i = 0; i < length; i++) {
      const order = compareAt(i)?.(left[i] ?? null, right[i] ?? null) ?? 0;
      if (order !== 0) return order;
    }
    return left.length - right.length;
  };
}
