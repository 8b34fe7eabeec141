import type { DataType, Impl, Value } from "@pinion/core";

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
  let key = typeKeys.get(type);
  if (key === undefined) {
    key = JSON.stringify(type);
    typeKeys.set(type, key);
  }
  return key;
}

const implKeys = new WeakMap<Impl, string>();

/** Implementations are made anew for each call: the same export used in the same way is the same. */
export function implKey(impl: Impl): string {
  let key = implKeys.get(impl);
  if (key === undefined) {
    const { name, nulls, fails, js, prepare } = impl;
    key = JSON.stringify([name, nulls, fails, js, prepare?.name]);
    implKeys.set(impl, key);
  }
  return key;
}
