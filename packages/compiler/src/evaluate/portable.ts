import { DEFINITION } from "@pinion/dsl";
import { BRAND } from "./protocol.js";

/** A copy that survives cloning: brands under a text, what is no plain data left out, identities kept. */
export function portable<T>(definitions: readonly T[]): readonly unknown[] {
  const copies = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value === "function" || typeof value === "symbol") return undefined;
    if (typeof value !== "object" || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      for (const item of value) list.push(copy(item));
      return list;
    }
    const record = Object.create(null) as Record<string, unknown>;
    copies.set(value, record);
    for (const [name, part] of Object.entries(value)) record[name] = copy(part);
    if (Object.hasOwn(value, DEFINITION)) record[BRAND] = (value as { [DEFINITION]?: unknown })[DEFINITION];
    return record;
  };
  return definitions.map(copy);
}

/** The definitions again, with their brands and with every call site as `mapSite` says. */
export function fromPortable(definitions: readonly unknown[], mapSite: (site: string) => string): unknown[] {
  const copies = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      for (const item of value) list.push(copy(item));
      return Object.freeze(list);
    }
    const record = Object.create(null) as Record<string | symbol, unknown>;
    copies.set(value, record);
    for (const [name, part] of Object.entries(value)) {
      if (name === BRAND) record[DEFINITION] = part;
      else if (name === "tags") record[name] = part;
      else record[name] = name === "site" && typeof part === "string" ? mapSite(part) : copy(part);
    }
    return Object.freeze(record);
  };
  return definitions.map(copy);
}
