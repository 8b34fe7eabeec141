export * from "./bigint.js";
export * from "./decimal.js";
export * from "./fractional.js";
export * from "./int.js";
