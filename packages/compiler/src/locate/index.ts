export { diagnose } from "./diagnose.js";
export { createLocator, type Locator } from "./locator.js";
export { BUILT_AT_RUN_TIME, type TextMap } from "./text-map.js";
