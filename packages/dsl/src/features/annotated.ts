import { callSite } from "../site.js";
import type { FeatureDataType, Type } from "../types/type.js";
import { declaredType, defaultOf, descriptionOf, tagsOf, type Annotations } from "./annotations.js";

/**
 * A definition with the methods that annotate it, each of which gives a new one by `again`. They stand on the prototype:
 * what one sees, spreads and compares is the definition alone.
 */
export function annotated<D extends object>(definition: D, again: (more: Annotations) => D): D {
  const methods = {
    as: (type: Type<FeatureDataType>) => again({ declared: declaredType(type, callSite(methods.as)) }),
    default: (value: unknown) => again({ fallback: defaultOf(value, callSite(methods.default)) }),
    describe: (text: string) =>
      again({ description: descriptionOf(text, { site: callSite(methods.describe), path: [0] }) }),
    tag: (tags: Readonly<Record<string, string>>) =>
      again({ tags: tagsOf(tags, { site: callSite(methods.tag), path: [0] }) }),
  };
  return Object.freeze(Object.assign(Object.create(Object.freeze(methods)) as D, definition));
}
