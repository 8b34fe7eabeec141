export * from "./access.js";
export * from "./change.js";
export * from "./concat.js";
export * from "./join.js";
export { keyOf } from "./key.js";
export * from "./order.js";
export * from "./search.js";
export * from "./sequence.js";
export * from "./sets.js";
