import type { DeclaredType } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { shown } from "../name.js";
import { isType } from "../types/make.js";

/** What `.as()`, `.describe()` and `.tag()` add to a feature. */
export interface Annotations {
  readonly declared?: DeclaredType;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const SCALARS: ReadonlySet<string> = new Set([
  "boolean",
  "int",
  "bigint",
  "float",
  "double",
  "string",
  "binary",
]);

export function declaredType(type: unknown, site: string): DeclaredType {
  const place = { site, path: [0] };
  if (!isType(type)) throw new DefinitionError("PN1107", `a feature's type is ${shown(type)}`, place);
  const data = type.type;
  const scalar = data.kind === "array" ? data.element.kind : data.kind;
  if (SCALARS.has(scalar)) return Object.freeze({ type, site });
  throw new DefinitionError("PN1107", `a feature cannot be of type ${scalar}`, place, {
    help: "a feature is a boolean, int32, int64, float, double, string or bytes, or an array of one of these",
  });
}

export function descriptionOf(text: unknown, place: DefinitionPlace): string {
  if (typeof text === "string") return text;
  throw new DefinitionError("PN1106", `a description is ${shown(text)}, not a text`, place);
}

/** A copy without prototype, so that any name may be a tag. */
export function tagsOf(tags: unknown, place: DefinitionPlace): Readonly<Record<string, string>> {
  const copy: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(typeof tags === "object" && tags !== null ? tags : {})) {
    if (typeof value !== "string") {
      throw new DefinitionError("PN1106", `tag ${shown(name)} is ${shown(value)}, not a text`, place);
    }
    copy[name] = value;
  }
  return Object.freeze(copy);
}
