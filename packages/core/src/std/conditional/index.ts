export * from "./nonzero.js";
