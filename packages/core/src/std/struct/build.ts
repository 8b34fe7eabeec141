import type { Value } from "../../values/index.js";

/** The struct of fields in their order. */
export const structOfParts = (...fields: readonly Value[]): readonly Value[] => fields;
