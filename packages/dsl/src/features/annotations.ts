import type { DataType, JsonValue } from "@pinion/core";
import type { DeclaredType, DefaultDefinition } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { shown } from "../name.js";
import { isType } from "../types/make.js";

/** What `.as()`, `.default()`, `.describe()` and `.tag()` add to a feature. */
export interface Annotations {
  readonly declared?: DeclaredType;
  readonly fallback?: DefaultDefinition;
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
  const isMap = data.kind === "map" && SCALARS.has(data.key.kind) && isPlain(data.value);
  if (isMap || SCALARS.has(scalar)) return Object.freeze({ type, site });
  throw new DefinitionError("PN1107", `a feature cannot be of type ${scalar}`, place, {
    help: "a feature is a boolean, int32, int64, float, double, string or bytes, an array of one of these, or a map of them",
  });
}

const isPlain = (data: DataType): boolean =>
  SCALARS.has(data.kind === "array" ? data.element.kind : data.kind);

/** A default value as JSON: 64-bit integers beyond 2^53, NaN and infinities as texts, bytes in base64. */
export function defaultOf(value: unknown, site: string): DefaultDefinition {
  const json = jsonOf(value);
  if (json !== undefined && json !== null) return Object.freeze({ json, site });
  throw new DefinitionError(
    "PN1116",
    `a default is ${shown(value)}`,
    { site, path: [0] },
    {
      label: "not a value of a feature",
      help: "give a value of the feature's type; without a default it is NULL",
    },
  );
}

function jsonOf(value: unknown): JsonValue | undefined {
  switch (typeof value) {
    case "boolean":
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      return String(value);
    case "object": {
      if (value === null) return null;
      if (value instanceof Uint8Array) return btoa(String.fromCharCode(...value));
      if (!Array.isArray(value)) return undefined;
      const items = value.map(jsonOf);
      return items.some((item) => item === undefined) ? undefined : (items as JsonValue[]);
    }
    default:
      return undefined;
  }
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
