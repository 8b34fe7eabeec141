import type { DataType, Value } from "@pinion/core";

/** Texts that are the same exactly where the things are. */

export function valueKey(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString("hex")}`;
  if (isArray(value)) return `[${value.map(valueKey).join(",")}]`;
  return `interval(${value.months},${value.days},${valueKey(value.micros)})`;
}

/** `Array.isArray` that knows readonly arrays. */
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

const typeKeys = new WeakMap<DataType, string>();

export function typeKey(type: DataType): string {
  switch (type.kind) {
    case "boolean":
    case "int":
    case "bigint":
    case "float":
    case "double":
    case "string":
    case "date":
    case "timestamp":
      return type.kind;
    default:
  }
  let key = typeKeys.get(type);
  if (key === undefined) {
    key = JSON.stringify(type);
    typeKeys.set(type, key);
  }
  return key;
}
