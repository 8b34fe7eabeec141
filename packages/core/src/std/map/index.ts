export { mapConcat, mapFromArrays, mapFromEntries, mapOfParts } from "./build.js";
export * from "./parse.js";
export * from "./read.js";
