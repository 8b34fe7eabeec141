import type { Value } from "../../values/index.js";
import type { Key, KeyOf } from "../array/key.js";
import { mapOfEntries, type Entries } from "../map/build.js";

type Fn = (...values: readonly Value[]) => Value;

/** The entries for which the function is true. */
export const filterMap = (map: Entries, fn: Fn): Entries =>
  map.filter(([key, value]) => fn(key, value) === true);

/** The map with each value replaced. */
export const transformValues = (map: Entries, fn: Fn): Entries =>
  map.map(([key, value]) => [key, fn(key, value)]);

/** The map with each key replaced; NULL where a key becomes NULL or one that there is. */
export const transformKeys = (keyOf: KeyOf, map: Entries, fn: Fn): Entries | null =>
  mapOfEntries(
    keyOf,
    map.map(([key, value]) => [fn(key, value), value]),
  );

/** A value for each key of either map, made of both maps' values, NULL where a map has none. */
export function mapZipWith(keyOf: KeyOf, a: Entries, b: Entries, fn: Fn): Entries {
  const inA = indexed(keyOf, a);
  const inB = indexed(keyOf, b);
  const keys = [...a.map(([key]) => key), ...b.flatMap(([key]) => (inA.has(keyOf(key)) ? [] : [key]))];
  return keys.map((key) => {
    const id = keyOf(key);
    return [key, fn(key, inA.get(id) ?? null, inB.get(id) ?? null)];
  });
}

const indexed = (keyOf: KeyOf, map: Entries): ReadonlyMap<Key, Value> =>
  new Map(map.map(([key, value]) => [keyOf(key), value]));
