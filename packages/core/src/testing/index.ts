/** What tests of every package share; nothing else uses it. */
export * from "./aggregates.js";
export * from "./columns.js";
export * from "./deck.js";
export * from "./exact.js";
export * from "./expressions.js";
export { partsOf } from "./pool.js";
export * from "./random.js";
export * from "./show.js";
export * from "./values.js";
