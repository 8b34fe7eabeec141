import type { DataType } from "../../types/index.js";
import type { CalendarInterval, Value } from "../../values/index.js";

/** What stands for a value in a Set or Map: equal values have equal keys, others not. */
export type Key = string | number | bigint | boolean | null;
export type KeyOf = (value: Value) => Key;

/** Keys of a type's values, NULL's being null. Set and Map take NaN for NaN and -0.0 for 0.0, as Spark does. */
export function keyOf(type: DataType): KeyOf {
  switch (type.kind) {
    case "binary":
    case "array":
    case "map":
    case "struct":
    case "calendarInterval": {
      const spell = spelling(type);
      return (value) => (value === null ? null : spell(value));
    }
    default:
      return (value) => value as Key;
  }
}

/** A text that no other value of the type has, self-delimiting. */
function spelling(type: DataType): (value: Value) => string {
  switch (type.kind) {
    case "string":
      return (value) => `${(value as string).length}:${value as string}`;
    case "float":
    case "double":
      return (value) => `${value === 0 ? 0 : (value as number)};`;
    case "binary":
      return (value) => `${(value as Uint8Array).length}:${(value as Uint8Array).join()}`;
    case "calendarInterval":
      return (value) => {
        const { months, days, micros } = value as CalendarInterval;
        return `${months},${days},${micros};`;
      };
    case "array":
      return sequence(type.element);
    case "struct":
      return parts(type.fields.map((field) => field.type));
    case "map": {
      const pair = parts([type.key, type.value]);
      return (value) => `[${(value as readonly Value[]).map(pair).join("")}]`;
    }
    default:
      return (value) => `${value as number};`;
  }
}

const orNull = (type: DataType): ((value: Value) => string) => {
  const spell = spelling(type);
  return (value) => (value === null ? "~" : spell(value));
};

function sequence(element: DataType): (value: Value) => string {
  const spell = orNull(element);
  return (value) => `[${(value as readonly Value[]).map(spell).join("")}]`;
}

function parts(types: readonly DataType[]): (value: Value) => string {
  const spells = types.map(orNull);
  return (value) => spells.map((spell, i) => spell((value as readonly Value[])[i] ?? null)).join("");
}
