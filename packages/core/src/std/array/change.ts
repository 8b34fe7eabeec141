import type { Value } from "../../values/index.js";
import { MAX_ELEMENTS } from "./limits.js";

type Elements = readonly Value[];

export const arrayAppend = (array: Elements | null, element: Value): Elements | null =>
  array === null || array.length >= MAX_ELEMENTS ? null : [...array, element];

export const arrayPrepend = (array: Elements | null, element: Value): Elements | null =>
  array === null || array.length >= MAX_ELEMENTS ? null : [element, ...array];

/** Without NULLs. */
export const arrayCompact = (array: Elements): Elements => array.filter((element) => element !== null);

/**
 * With an element more, at a position counted from 1, or from the end (where -1 puts it last); NULLs fill
 * what lies between. NULL for position 0 and beyond the limit.
 */
export function arrayInsert(
  array: Elements | null,
  position: number | null,
  element: Value,
): Elements | null {
  if (array === null || position === null || position === 0) return null;
  if (Math.abs(position) > MAX_ELEMENTS) return null;
  if (position < 0 && -position > array.length) {
    const gap = -position - array.length - 1;
    return [element, ...nulls(gap), ...array];
  }
  const at = position < 0 ? array.length + position + 1 : position - 1;
  return [...array.slice(0, at), ...nulls(at - array.length), element, ...array.slice(at)];
}

const nulls = (count: number): readonly null[] => Array.from({ length: Math.max(count, 0) }, () => null);

/** The element `count` times, not at all for less than once; NULL beyond the limit. */
export function arrayRepeat(element: Value, count: number | null): Elements | null {
  if (count === null || count > MAX_ELEMENTS) return null;
  return Array.from({ length: Math.max(count, 0) }, () => element);
}

/** The elements of the arrays within; NULL where one of them is, and beyond the limit. */
export function flattenArray(arrays: readonly (Elements | null)[]): Elements | null {
  let length = 0;
  for (const array of arrays) {
    if (array === null) return null;
    length += array.length;
  }
  return length > MAX_ELEMENTS ? null : (arrays as readonly Elements[]).flat(1);
}

/** Structs of the elements that stand at one place, as many as the longest array has. */
export function arraysZip(...arrays: readonly Elements[]): readonly Elements[] {
  let length = 0;
  for (const array of arrays) length = Math.max(length, array.length);
  return Array.from({ length }, (_, i) => arrays.map((array) => array[i] ?? null));
}
