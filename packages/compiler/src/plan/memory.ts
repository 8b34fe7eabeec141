import type { TypedExpr } from "@pinion/core";
import type { Scope } from "../check/index.js";
import { createInterner, type Interner } from "../emit/graph/intern.js";
import type { Libraries } from "../emit/library.js";
import { createKnownUnits, type KnownUnits } from "../emit/units.js";
import type { InputSpec } from "../emit/program.js";

/** What a process that plans again and again knows. */
export interface Memory {
  /**
   * Expressions over a scope that were checked before without any remark, by text: a list of columns is the
   * same where names, types and nullability are.
   */
  readonly of: (scope: Scope) => Map<string, TypedExpr>;
  /** The nodes of expressions over some columns, those of earlier runs among them. */
  readonly interner: (columns: readonly InputSpec[]) => Interner;
  /** Conversions of expressions, by zone and type. */
  readonly conversions: WeakMap<TypedExpr, Map<string, TypedExpr>>;
  readonly libraries: Libraries;
  readonly units: KnownUnits;
}

/** So many nodes of expressions that may be gone are kept. */
const MOST_NODES = 1_000_000;

/** Forgets what was not asked for in the last runs when more than `most` scopes are known. */
export function createMemory(most = 10_000): Memory {
  const interners = new Map<string, Interner>();
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
    conversions: new WeakMap(),
    libraries: new Map(),
    units: createKnownUnits(),
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
    interner(columns) {
      const key = JSON.stringify(columns.map(({ name }) => name));
      let interner = interners.get(key);
      if (interner === undefined || interner.size() > MOST_NODES) {
        if (interners.size >= most) interners.clear();
        interner = createInterner(new Map(columns.map((column, i) => [column.name, i])), true);
        interners.set(key, interner);
      }
      return interner;
    },
  };
}
