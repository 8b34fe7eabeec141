import type { Value } from "../../values/index.js";
import type { Key, KeyOf } from "./key.js";
import { MAX_ELEMENTS } from "./limits.js";

type Elements = readonly Value[];

/** Each element once, where it first stands; NULL is an element too. */
export function arrayDistinct(key: KeyOf, array: Elements): Elements {
  const seen = new Set<Key>();
  return array.filter((element) => isNew(seen, key(element)));
}

/** The elements of both, each once; NULL beyond the limit. */
export function arrayUnion(key: KeyOf, a: Elements, b: Elements): Elements | null {
  const union = arrayDistinct(key, [...a, ...b]);
  return union.length > MAX_ELEMENTS ? null : union;
}

/** The elements of the first that are in the second, each once. */
export function arrayIntersect(key: KeyOf, a: Elements, b: Elements): Elements {
  const wanted = new Set(b.map(key));
  const seen = new Set<Key>();
  return a.filter((element) => wanted.has(key(element)) && isNew(seen, key(element)));
}

/** The elements of the first that are not in the second, each once. */
export function arrayExcept(key: KeyOf, a: Elements, b: Elements): Elements {
  const seen = new Set(b.map(key));
  return a.filter((element) => isNew(seen, key(element)));
}

/** Whether some element is in both; NULL where none is, but a NULL among them might be. */
export function arraysOverlap(key: KeyOf, a: Elements, b: Elements): boolean | null {
  const keys = new Set(a.map(key));
  if (b.some((element) => element !== null && keys.has(key(element)))) return true;
  const unknown = keys.has(null) || b.includes(null);
  return unknown && a.length > 0 && b.length > 0 ? null : false;
}

function isNew(seen: Set<Key>, key: Key): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
