import { sameType, showType, type Diagnostic } from "@pinion/core";
import type { KeyDefinition } from "@pinion/dsl";
import type { PlannedKey } from "./plan.js";
import type { Planning } from "./planning.js";

/** All keys by name, sorted; two of one name must be of one type. */
export function planKeys(planning: Planning, keys: readonly KeyDefinition[]): readonly PlannedKey[] {
  const byName = new Map<string, KeyDefinition>();
  for (const key of keys) {
    const known = byName.get(key.name);
    if (known === undefined) byName.set(key.name, key);
    else if (!sameType(known.type.type, key.type.type)) planning.report(twoTypes(planning, known, key));
  }
  return [...byName.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, type, fullName, description }) => ({
      name,
      type: type.type,
      ...(fullName === undefined ? {} : { fullName }),
      ...(description === undefined ? {} : { description }),
    }));
}

function twoTypes({ locator }: Planning, first: KeyDefinition, second: KeyDefinition): Diagnostic {
  const place = locator.placeOf(second.site, [1]);
  const other = locator.placeOf(first.site, [1]);
  const [here, there] = [showType(second.type.type), showType(first.type.type)];
  return {
    code: "PN3006",
    severity: "error",
    message: `key \`${second.name}\` is ${here} here and ${there} elsewhere`,
    label: `expected ${there}`,
    ...(place === undefined ? {} : { place }),
    ...(other === undefined ? {} : { related: [{ message: `declared ${there} here`, place: other }] }),
    help: `declare both with one type, or give one an alias: key("${second.column ?? second.name}", …, { alias: "…" })`,
  };
}
