import type { Value } from "../../values/value.js";

/*
 * Casts of arrays, maps and structs: the casts of the parts come in as functions, which take and may give
 * NULL.
 */

type CastPart = (part: Value) => Value;
type Entry = readonly [Value, Value];

export function castArray(array: readonly Value[], element: CastPart): readonly Value[] {
  return array.map((part) => element(part));
}

/** An entry whose key is out of the range of its new type is left out: no key is NULL. */
export function castMap(map: readonly Entry[], key: CastPart, value: CastPart): readonly Entry[] {
  const entries = map.map(([k, v]): Entry => [key(k), value(v)]);
  return entries.some(([k]) => k === null) ? entries.filter(([k]) => k !== null) : entries;
}

export function castStruct(struct: readonly Value[], ...fields: readonly CastPart[]): readonly Value[] {
  return fields.map((field, i) => field(struct[i] ?? null));
}

/** `[1, null, 3]` */
export function arrayToString(array: readonly Value[], element: CastPart): string {
  return `[${array.map((part) => element(part) ?? "null").join(", ")}]`;
}

/** `{a -> 1, b -> null}` */
export function mapToString(map: readonly Entry[], key: CastPart, value: CastPart): string {
  return `{${map.map(([k, v]) => `${key(k)} -> ${value(v) ?? "null"}`).join(", ")}}`;
}

/** `{1, null}`: without the fields' names. */
export function structToString(struct: readonly Value[], ...fields: readonly CastPart[]): string {
  return `{${fields.map((field, i) => field(struct[i] ?? null) ?? "null").join(", ")}}`;
}
