import type { TypedExpr } from "@pinion/core";
import type { Scope } from "../check/index.js";

/** Expressions that were checked before without any remark, by what their names stood for and by text. */
export interface Memory {
  /** Those over a scope: a list of columns is the same where names, types and nullability are. */
  readonly of: (scope: Scope) => Map<string, TypedExpr>;
}

/** Forgets what was not asked for in the last runs when more than `most` scopes are known. */
export function createMemory(most = 10_000): Memory {
  const byScope = new Map<string, Map<string, TypedExpr>>();
  const keys = new WeakMap<Scope, string>();
  const keyOf = (scope: Scope): string => {
    let key = keys.get(scope);
    if (key === undefined) {
      const columns = scope.columns.map(({ name, type, nullable }) => [name, type, nullable]);
      key = JSON.stringify([scope.what, scope.qualifier, scope.noun, scope.timeZone, columns]);
      keys.set(scope, key);
    }
    return key;
  };
  return {
    of(scope) {
      const key = keyOf(scope);
      let known = byScope.get(key);
      if (known === undefined) {
        if (byScope.size >= most) byScope.clear();
        known = new Map();
        byScope.set(key, known);
      }
      return known;
    },
  };
}
