export * from "./canonical.js";
export * from "./evaluators.js";
export * from "./hash.js";
export * from "./manifest.js";
export { manifestSchema, type RootSchema, type Schema } from "./schema.js";
export * from "./validate.js";
export * from "./partitioned-path.js";
