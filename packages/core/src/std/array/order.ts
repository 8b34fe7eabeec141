import type { Compare } from "../../values/compare.js";
import type { Value } from "../../values/index.js";

type Elements = readonly Value[];

/** The greatest element, NULLs passed over; NULL where there is none. */
export const arrayMax = (compare: Compare, array: Elements): Value => extreme(compare, 1, array);

/** The least element, NULLs passed over; NULL where there is none. */
export const arrayMin = (compare: Compare, array: Elements): Value => extreme(compare, -1, array);

function extreme(compare: Compare, sign: 1 | -1, array: Elements): Value {
  let best: Value = null;
  for (const element of array) {
    if (element !== null && (best === null || sign * compare(element, best) > 0)) best = element;
  }
  return best;
}

/** In ascending order, NULLs first. */
export const sortAscending = (compare: Compare, array: Elements): Elements =>
  array.toSorted((a, b) => (a === null ? (b === null ? 0 : -1) : b === null ? 1 : compare(a, b)));

/** In descending order, NULLs last. */
export const sortDescending = (compare: Compare, array: Elements): Elements =>
  array.toSorted((a, b) => (a === null ? (b === null ? 0 : 1) : b === null ? -1 : compare(b, a)));

/** In ascending order, NULLs last. */
export const sortNullsLast = (compare: Compare, array: Elements): Elements =>
  array.toSorted((a, b) => (a === null ? (b === null ? 0 : 1) : b === null ? -1 : compare(a, b)));
