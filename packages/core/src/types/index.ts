export * from "./data-type.js";
export * from "./groups.js";
export * from "./show.js";
export * from "./decimal.js";
export * from "./common.js";
export * from "./parse.js";
export * from "./plain-types.js";
export * from "./interval.js";
