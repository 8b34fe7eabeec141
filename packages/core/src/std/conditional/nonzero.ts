import type { Value } from "../../values/index.js";

/** Whether any element is a number other than 0. */
export const anyNonZero = (elements: readonly Value[]): boolean => elements.some(isNonZero);

/** The same of a map's values. */
export const anyNonZeroValue = (entries: readonly (readonly Value[])[]): boolean =>
  entries.some((entry) => isNonZero(entry[1] ?? null));

export const hasElements = (elements: readonly Value[]): boolean => elements.length > 0;

const isNonZero = (x: Value): boolean => x !== null && x !== 0 && x !== 0n;
