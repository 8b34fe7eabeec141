export * from "./children.js";
export * from "./expr.js";
export * from "./limits.js";
export * from "./parse-expression.js";
