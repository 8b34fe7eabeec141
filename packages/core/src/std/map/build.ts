import type { Value } from "../../values/index.js";
import type { Key, KeyOf } from "../array/key.js";
import { MAX_ELEMENTS } from "../array/limits.js";

/** A MAP's value: pairs of key and value, keys distinct. */
export type Entries = readonly (readonly [key: Value, value: Value])[];

/** The map of pairs; NULL where a key is NULL or stands twice. */
export function mapOfEntries(keyOf: KeyOf, pairs: Entries): Entries | null {
  const seen = new Set<Key>();
  const result: [Value, Value][] = [];
  for (const [key, value] of pairs) {
    const id = keyOf(key);
    if (id === null || seen.has(id)) return null;
    seen.add(id);
    result.push([normal(key), value]);
  }
  return result;
}

/** A key of -0.0 is the same as 0.0 and becomes it. */
const normal = (key: Value): Value => (key === 0 ? 0 : key);

/** The map of keys and values that alternate. */
export function mapOfParts(keyOf: KeyOf, ...parts: readonly Value[]): Entries | null {
  const pairs: [Value, Value][] = [];
  for (let i = 0; i < parts.length; i += 2) pairs.push([parts[i] ?? null, parts[i + 1] ?? null]);
  return mapOfEntries(keyOf, pairs);
}

/** The map of keys and of the values at their places; NULL where there are not as many. */
export function mapFromArrays(
  keyOf: KeyOf,
  keys: readonly Value[],
  values: readonly Value[],
): Entries | null {
  if (keys.length !== values.length) return null;
  return mapOfEntries(
    keyOf,
    keys.map((key, i) => [key, values[i] ?? null]),
  );
}

/** The map of structs of key and value; NULL where one of them is. */
export function mapFromEntries(
  keyOf: KeyOf,
  entries: readonly (readonly [Value, Value] | null)[],
): Entries | null {
  const pairs = entries.filter((entry) => entry !== null);
  return pairs.length < entries.length ? null : mapOfEntries(keyOf, pairs);
}

/** The entries of all maps; NULL where a key stands in two. */
export function mapConcat(keyOf: KeyOf, ...maps: readonly Entries[]): Entries | null {
  const all = maps.flat(1);
  return all.length > MAX_ELEMENTS ? null : mapOfEntries(keyOf, all);
}
