import type { Value } from "../../values/index.js";

type Elements = readonly Value[];

/** The element at an index from 0; NULL outside. */
export const getElement = (array: Elements, index: number): Value => array[index] ?? null;

/** The element at a position from 1, or from the end for a negative one; NULL outside and for 0. */
export const elementAt = (array: Elements, position: number): Value =>
  array[position > 0 ? position - 1 : position === 0 ? -1 : array.length + position] ?? null;

/** How many elements an array, or entries a map, has; -1 of NULL. */
export const sizeOrMinusOne = (values: Elements | null): number => (values === null ? -1 : values.length);

export const arraySize = (array: Elements): number => array.length;

/** `length` elements from a position counted from 1, or from the end; NULL for position 0 or a negative length. */
export function sliceArray(array: Elements, position: number, length: number): Elements | null {
  if (position === 0 || length < 0) return null;
  const start = position > 0 ? position - 1 : array.length + position;
  return start < 0 ? [] : array.slice(start, start + length);
}

/** The elements as an array. */
export const makeArray = (...elements: readonly Value[]): Elements => elements;
