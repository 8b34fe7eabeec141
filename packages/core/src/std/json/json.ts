/** A JSON value as it was written: numbers keep their digits, objects the order of their fields and doubles. */
export type Json =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly items: readonly Json[] }
  | { readonly kind: "object"; readonly fields: readonly JsonField[] };

export interface JsonField {
  readonly name: string;
  readonly value: Json;
}

/** Whether a number is written without point and exponent. */
export const isWhole = (text: string): boolean => !/[.eE]/.test(text) && /\d/.test(text);

/** The closest DOUBLE of a number's text, `+INF` and its like included. */
export const toDouble = (text: string): number => Number(text.replace(/INF$/, "Infinity"));
