import { DEFINITION } from "@pinion/dsl";

/**
 * The definitions that modules export, also inside arrays, plain objects, maps and sets, and those that
 * these are made of: an anchor's source, keys and features, a derived feature's inputs. Each once, the same
 * however it is reached. Anything else that is exported is passed over, and no getter is run.
 */
export function collect(modules: readonly object[]): readonly object[] {
  const found: object[] = [];
  const seen = new Set<unknown>();
  const open: unknown[] = modules.map((module) => Object.values(module)).reverse();
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Object.hasOwn(value, DEFINITION)) found.push(value);
    const parts = partsOf(value);
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i];
      if (typeof part === "object" && part !== null) open.push(part);
    }
  }
  return found;
}

function partsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return [...value.values()];
  // Builders make no getters, and there is most of what is defined.
  if (Object.hasOwn(value, DEFINITION)) return Object.values(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return [];
  const parts: unknown[] = [];
  for (const name of Object.keys(value)) {
    parts.push(Object.getOwnPropertyDescriptor(value, name)?.value as unknown);
  }
  return parts;
}
