export type * from "./plan.js";
export { planProject } from "./project.js";
export type { Memory } from "./memory.js";
export { createMemory } from "./memory.js";
