export * from "./codes/index.js";
export * from "./diagnostic.js";
export * from "./error.js";
export * from "./nearest.js";
export * from "./print/index.js";
export * from "./span.js";
