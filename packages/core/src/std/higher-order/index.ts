export * from "./arrays.js";
export * from "./maps.js";
