export type * from "./record.js";
export { algebraOf, inputOf } from "./algebra-of.js";
export { lookupFold, lookupTakes, lookupType } from "./lookup.js";
export { aggregateNamed, allAggregates } from "./registry.js";
export { isOrdered } from "./types.js";
