export * from "./evaluators.js";
export * from "./manifest.js";
