export * from "./find.js";
export { compileRegex, regexCache } from "./regex.js";
export * from "./replace.js";
