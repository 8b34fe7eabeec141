export * from "./impl.js";
export * from "./interpret.js";
export * from "./parts.js";
export * from "./typed-expr.js";
export * as build from "./build.js";
