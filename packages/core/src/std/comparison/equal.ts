import type { Value } from "../../values/index.js";
import { compareBytes, type Compare } from "../../values/compare.js";

/*
 * Equality as `=` has it. Plain values are those that JavaScript tells apart itself: booleans, integers in
 * their one form, dates, decimals of one scale, texts.
 */

export const equalPlain = (a: Value, b: Value): boolean => a === b;
export const equalFloat = (a: number, b: number): boolean => a === b || (a !== a && b !== b);
export const equalBinary = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && compareBytes(a, b) === 0;
export const equalNested = (compare: Compare, a: Value, b: Value): boolean => compare(a, b) === 0;

export const notEqualPlain = (a: Value, b: Value): boolean => a !== b;
export const notEqualFloat = (a: number, b: number): boolean => !equalFloat(a, b);
export const notEqualBinary = (a: Uint8Array, b: Uint8Array): boolean => !equalBinary(a, b);
export const notEqualNested = (compare: Compare, a: Value, b: Value): boolean => compare(a, b) !== 0;

/** `<=>`: NULL equals NULL and nothing else. */
export const sameNested = (compare: Compare, a: Value, b: Value): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0;
export const samePlain = (a: Value, b: Value): boolean => a === b;
export const sameFloat = (a: Value, b: Value): boolean => a === b || (a !== a && b !== b);
export const sameBinary = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : equalBinary(a, b);
