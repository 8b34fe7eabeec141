export {
  checkProject,
  compileProject,
  type Checked,
  type Compiled,
  type CompileOptions,
  type CompileResult,
  type Failed,
} from "./compile.js";
export { checkExpression, type CheckResult, type Scope, type ScopeColumn } from "./check/index.js";
export * from "./eval/index.js";
export { evaluateProject, type Evaluated, type EvaluateOptions } from "./evaluate/index.js";
export { createLocator, type Locator } from "./locate/index.js";
export { parseExpression, type ParseResult } from "./parse/index.js";
export type { ProjectPlan } from "./plan/index.js";
export { writeArtifacts, type Artifacts } from "./write.js";
