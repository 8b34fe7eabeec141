import type { Value } from "../../values/index.js";

/** The field at a position. */
export const structField = (index: number, struct: readonly Value[]): Value => struct[index] ?? null;

/** The field at a position of each struct, NULL of a NULL one. */
export const structFields = (index: number, structs: readonly (readonly Value[] | null)[]): Value =>
  structs.map((struct) => struct?.[index] ?? null);
