import type { Value } from "../../values/index.js";
import { MAX_ELEMENTS } from "./limits.js";

/** The elements of all arrays, one array behind the other; NULL beyond the limit. */
export function concatArrays(...arrays: readonly (readonly Value[])[]): readonly Value[] | null {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  return length > MAX_ELEMENTS ? null : arrays.flat(1);
}

/** The elements from last to first. */
export const reverseArray = (array: readonly Value[]): readonly Value[] => array.toReversed();
