export * from "./cast/cast.js";
export { specialText } from "./cast/special-text.js";
export * from "./constant.js";
export * from "./overloads.js";
export * as params from "./params.js";
export * from "./record.js";
export * from "./registry.js";
export { fieldAt } from "./struct/field.js";
