export type * from "./plan.js";
export { planProject } from "./project.js";
