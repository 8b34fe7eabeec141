export * from "./value.js";
export * from "./int64.js";
export * from "./compare.js";
export * from "./decimal.js";
export * from "./double-text.js";
export * from "./show.js";
export * from "./from-json.js";
export * from "./json.js";
