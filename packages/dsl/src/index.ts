export * from "./brand.js";
export type * from "./definitions.js";
