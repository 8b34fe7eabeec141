export * from "./bigint.js";
export * from "./count.js";
export * from "./int.js";
export * from "./bitmap.js";
