import type { Value } from "../../values/index.js";
import type { Equal } from "../array/search.js";
import type { Entries } from "./build.js";

export const mapKeys = (map: Entries): readonly Value[] => map.map(([key]) => key);

export const mapValues = (map: Entries): readonly Value[] => map.map(([, value]) => value);

/** The entries as structs of key and value, which look the same. */
export const mapEntries = (map: Entries): Entries => map;

export const mapContainsKey = (equal: Equal, map: Entries, key: Value): boolean =>
  map.some(([other]) => equal(other, key));

/** The value of a key; NULL where there is none. */
export function mapValueAt(equal: Equal, map: Entries, key: Value): Value {
  for (const [other, value] of map) if (equal(other, key)) return value;
  return null;
}
