import { identifier, type Name } from "./code.js";

/** What issues names: `prefix` and the next number that is free. Never a text of a user's. */
export interface Scope {
  readonly issue: (prefix: Prefix) => Name;
}

/**
 * a argument array, b label, c column, d whether done, g module constant, n whether NULL, p parameter of a
 * lambda, t what cannot change once it is set, v what can, w validity.
 */
type Prefix = "a" | "b" | "d" | "g" | "n" | "o" | "p" | "t" | "v" | "w";

export function createScope(): Scope {
  const next = new Map<Prefix, number>();
  return {
    issue(prefix) {
      const number = next.get(prefix) ?? 1;
      next.set(prefix, number + 1);
      return identifier(`${prefix}${number}`);
    },
  };
}
