export * from "./value.js";
export * from "./int64.js";
