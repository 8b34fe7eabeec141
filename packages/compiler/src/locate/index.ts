export { createLocator, type Locator } from "./locator.js";
export type { TextMap } from "./text-map.js";
