export { checkExpression, type CheckResult } from "./check.js";
export type { Scope, ScopeColumn } from "./scope.js";
