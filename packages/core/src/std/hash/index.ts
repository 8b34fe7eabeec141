export * from "./crc32.js";
export { murmur3, murmur3Of, xxhash64, xxhash64Of } from "./hash-values.js";
export * from "./md5.js";
export * from "./sha1.js";
export * from "./sha2.js";
