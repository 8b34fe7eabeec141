export * from "./encode.js";
export { parseUrl, parseUrlAnyKey, parseUrlKey, queryKey } from "./parse-url.js";
