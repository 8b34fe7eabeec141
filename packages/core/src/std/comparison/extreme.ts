import {
  compareBytes,
  compareDoubles,
  compareOrdered,
  compareStrings,
  type Compare,
} from "../../values/compare.js";
import type { Value } from "../../values/index.js";

/*
 * `greatest` and `least`: NULLs are passed over, the first of equals stays, and NULL is left only where
 * every argument is.
 */

const compareTexts = compareStrings as Compare;
const compareBinaries = compareBytes as Compare;
const compareNumbers = compareDoubles as Compare;
const comparePlain = compareOrdered as Compare;

export const greatestPlain = (...values: readonly Value[]): Value => extreme(comparePlain, 1, values);
export const greatestFloat = (...values: readonly Value[]): Value => extreme(compareNumbers, 1, values);
export const greatestString = (...values: readonly Value[]): Value => extreme(compareTexts, 1, values);
export const greatestBinary = (...values: readonly Value[]): Value => extreme(compareBinaries, 1, values);
export const greatestNested = (compare: Compare, ...values: readonly Value[]): Value =>
  extreme(compare, 1, values);

export const leastPlain = (...values: readonly Value[]): Value => extreme(comparePlain, -1, values);
export const leastFloat = (...values: readonly Value[]): Value => extreme(compareNumbers, -1, values);
export const leastString = (...values: readonly Value[]): Value => extreme(compareTexts, -1, values);
export const leastBinary = (...values: readonly Value[]): Value => extreme(compareBinaries, -1, values);
export const leastNested = (compare: Compare, ...values: readonly Value[]): Value =>
  extreme(compare, -1, values);

function extreme(compare: Compare, sign: 1 | -1, values: readonly Value[]): Value {
  let best: Value = null;
  for (const value of values) {
    if (value !== null && (best === null || sign * compare(value, best) > 0)) best = value;
  }
  return best;
}
