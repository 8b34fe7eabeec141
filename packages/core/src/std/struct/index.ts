export { structField, structFields } from "./field.js";
