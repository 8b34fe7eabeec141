/**
 * What emitted evaluators call: every implementation of the function library, pure functions over
 * values. Nothing here reads a clock, a file, the environment or the host's time zone or locale.
 */
export * from "./arithmetic/index.js";
export * from "./math/index.js";
export * from "./bitwise/index.js";
export * from "./comparison/index.js";
export * from "./conditional/index.js";
export * from "./cast/index.js";
export * from "./string/index.js";
export * from "./regexp/index.js";
export * from "./url/index.js";
export * from "./json/index.js";
export * from "./hash/index.js";
export * from "./datetime/index.js";
export * from "./interval/index.js";
export * from "./array/index.js";
export * from "./map/index.js";
export * from "./struct/index.js";
export * from "./higher-order/index.js";
export * from "./vector/index.js";
export * from "./preprocess/index.js";
