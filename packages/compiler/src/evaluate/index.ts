export { evaluateProject, type Engine, type EvaluateOptions } from "./evaluate.js";
export type { Evaluated } from "./evaluated.js";
