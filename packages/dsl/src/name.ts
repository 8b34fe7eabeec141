import { DefinitionError, type DefinitionPlace } from "./error.js";

const FEATURE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]+$/;
const NAME = /^[a-zA-Z_][a-zA-Z0-9_-]*$/;

/** Feature names become columns, fields of clients and names in expressions: `^[a-zA-Z_][a-zA-Z0-9_]+$`. */
export function checkFeatureName(name: unknown, place: DefinitionPlace): void {
  if (typeof name === "string" && FEATURE_NAME.test(name)) return;
  throw new DefinitionError("PN1101", `${shown(name)} is no name for a feature`, place, {
    help: "a name is two or more letters, digits and underscores, and does not start with a digit",
  });
}

/** Names of sources and anchors may hold hyphens as well. */
export function checkName(name: unknown, what: string, place: DefinitionPlace): void {
  if (typeof name === "string" && NAME.test(name)) return;
  throw new DefinitionError("PN1101", `${shown(name)} is no name for ${what}`, place, {
    help: "a name is letters, digits, underscores and hyphens, and starts with a letter or an underscore",
  });
}

/** A value of the user's as it may stand in a message: quoted, and not longer than a line. */
export function shown(value: unknown): string {
  if (typeof value !== "string") return `a value of type ${value === null ? "null" : typeof value}`;
  const text = value.length > 60 ? `${value.slice(0, 57)}...` : value;
  return JSON.stringify(text);
}

/** {@link shown} where a number is expected: a number as it was written. */
export const shownNumber = (value: unknown): string =>
  typeof value === "number" ? String(value) : shown(value);
