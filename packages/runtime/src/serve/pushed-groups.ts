import type { TableInfo } from "../ports.js";

/**
 * The feature groups that values of some features go into. Groups of the table that hold nothing else take their own; features that
 * no group holds are a new group together; those of a group that holds more are groups of one feature each, so that the others of
 * that group keep their times. Whatever columns are pushed, at most one more group holds a feature than held it before.
 */
export function pushedGroups(
  table: Pick<TableInfo, "groups"> | undefined,
  names: readonly string[],
): readonly (readonly string[])[] {
  const groups = (table?.groups ?? []).map(({ schema }) => schema.fields.map(({ name }) => name));
  const left = new Set(names);
  const whole: (readonly string[])[] = [];
  for (const group of groups.toSorted((a, b) => b.length - a.length)) {
    if (group.length === 0 || !group.every((name) => left.has(name))) continue;
    whole.push(group);
    for (const name of group) left.delete(name);
  }
  const held = new Set(groups.flat());
  const added = [...left].filter((name) => !held.has(name));
  const single = [...left].filter((name) => held.has(name)).map((name) => [name]);
  return [...whole, ...single, ...(added.length === 0 ? [] : [added])];
}
