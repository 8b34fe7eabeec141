export * from "./concat.js";
