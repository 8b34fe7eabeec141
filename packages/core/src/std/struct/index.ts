export { structField, structFields } from "./field.js";
export { structOfParts } from "./build.js";
