import type { DataType } from "../../types/index.js";
import { compareBytes, compareStrings, compareValues, type Compare } from "../../values/compare.js";
import type { Value } from "../../values/index.js";

/*
 * Order as `<` has it: NaN above every other number and equal to itself, texts by code points, bytes
 * unsigned, arrays and structs part by part with NULL first. Plain values JavaScript orders itself.
 */

type Ordered = number | bigint | boolean;

export const lessPlain = (a: Ordered, b: Ordered): boolean => a < b;
export const lessOrEqualPlain = (a: Ordered, b: Ordered): boolean => a <= b;
export const greaterPlain = (a: Ordered, b: Ordered): boolean => a > b;
export const greaterOrEqualPlain = (a: Ordered, b: Ordered): boolean => a >= b;

export const lessFloat = (a: number, b: number): boolean => a < b || (b !== b && a === a);
export const lessOrEqualFloat = (a: number, b: number): boolean => a <= b || b !== b;
export const greaterFloat = (a: number, b: number): boolean => a > b || (a !== a && b === b);
export const greaterOrEqualFloat = (a: number, b: number): boolean => a >= b || a !== a;

export const lessString = (a: string, b: string): boolean => compareStrings(a, b) < 0;
export const lessOrEqualString = (a: string, b: string): boolean => compareStrings(a, b) <= 0;
export const greaterString = (a: string, b: string): boolean => compareStrings(a, b) > 0;
export const greaterOrEqualString = (a: string, b: string): boolean => compareStrings(a, b) >= 0;

export const lessBinary = (a: Uint8Array, b: Uint8Array): boolean => compareBytes(a, b) < 0;
export const lessOrEqualBinary = (a: Uint8Array, b: Uint8Array): boolean => compareBytes(a, b) <= 0;
export const greaterBinary = (a: Uint8Array, b: Uint8Array): boolean => compareBytes(a, b) > 0;
export const greaterOrEqualBinary = (a: Uint8Array, b: Uint8Array): boolean => compareBytes(a, b) >= 0;

export const lessNested = (compare: Compare, a: Value, b: Value): boolean => compare(a, b) < 0;
export const lessOrEqualNested = (compare: Compare, a: Value, b: Value): boolean => compare(a, b) <= 0;
export const greaterNested = (compare: Compare, a: Value, b: Value): boolean => compare(a, b) > 0;
export const greaterOrEqualNested = (compare: Compare, a: Value, b: Value): boolean => compare(a, b) >= 0;

/** Made once where an evaluator compares arrays or structs of a type. */
export const comparerOf = (type: DataType): Compare => compareValues(type);
