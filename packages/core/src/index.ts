export * from "./aggregates/index.js";
export * from "./diagnostics/index.js";
export * from "./types/index.js";
export * from "./typed/index.js";
export * from "./values/index.js";
export * from "./manifest/index.js";
