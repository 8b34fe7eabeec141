import type { Value } from "../../values/index.js";

type Elements = readonly Value[];
type Fn = (...values: readonly Value[]) => Value;

/** What the function makes of each element, and of its index from 0. */
export const transformArray = (array: Elements, fn: Fn): Elements =>
  array.map((element, i) => fn(element, i));

/** The elements for which the function is true, NULL being none. */
export const filterArray = (array: Elements, fn: Fn): Elements =>
  array.filter((element, i) => fn(element, i) === true);

/** Whether the function is true of some element; NULL where it is of none, but NULL of one. */
export function existsElement(array: Elements, fn: Fn): boolean | null {
  let unknown = false;
  for (const element of array) {
    const holds = fn(element);
    if (holds === true) return true;
    unknown ||= holds === null;
  }
  return unknown ? null : false;
}

/** Whether the function is true of all elements; NULL where it is false of none, but NULL of one. */
export function forallElements(array: Elements, fn: Fn): boolean | null {
  let unknown = false;
  for (const element of array) {
    const holds = fn(element);
    if (holds === false) return false;
    unknown ||= holds === null;
  }
  return unknown ? null : true;
}

/** The elements merged one after the other into a value that begins as `zero`. */
export function aggregateArray(array: Elements | null, zero: Value, merge: Fn): Value {
  if (array === null) return null;
  let result = zero;
  for (const element of array) result = merge(result, element);
  return result;
}

/** {@link aggregateArray} with a last step. */
export const aggregateAndFinish = (array: Elements | null, zero: Value, merge: Fn, finish: Fn): Value =>
  array === null ? null : finish(aggregateArray(array, zero, merge));

/** What the function makes of the elements at one place, NULL where an array has ended. */
export const zipWith = (a: Elements, b: Elements, fn: Fn): Elements =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => fn(a[i] ?? null, b[i] ?? null));

/** In the order that the function gives by numbers below, at or above zero; NULL where it gives a NULL. */
export function sortWith(array: Elements, fn: Fn): Elements | null {
  let unknown = false;
  const sorted = array.toSorted((a, b) => {
    const order = fn(a, b);
    if (typeof order === "number") return order;
    unknown = true;
    return 0;
  });
  return unknown ? null : sorted;
}
