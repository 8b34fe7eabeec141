export * from "./dense.js";
export * from "./sparse.js";
