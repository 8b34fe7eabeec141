export * from "./binary.js";
export * from "./boolean.js";
export * from "./datetime.js";
export * from "./decimal.js";
export * from "./fractional.js";
export * from "./integral.js";
export * from "./interval.js";
export * from "./keep.js";
export * from "./nested.js";
export * from "./string.js";
export * from "./time.js";
export * from "./timestamp.js";
export {
  stringToBigint,
  stringToDouble,
  stringToFloat,
  stringToInt,
  stringToSmallint,
  stringToTinyint,
} from "./text-to-number.js";
