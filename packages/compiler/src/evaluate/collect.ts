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
    for (const part of partsOf(value).reverse()) open.push(part);
  }
  return found;
}

function partsOf(value: object): unknown[] {
  if (Array.isArray(value) || value instanceof Set) return [...value];
  if (value instanceof Map) return [...value.values()];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Object.hasOwn(value, DEFINITION) && prototype !== null && prototype !== Object.prototype) return [];
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((property) => property.value as unknown);
}
