import { showType, valueFromJson, type DataType, type JsonValue } from "@pinion/core";
import type { DefaultDefinition } from "@pinion/dsl";
import type { Planning } from "./planning.js";

/** A feature's default for the manifest; reports one that is not of the feature's type. */
export function defaultOf(
  planning: Planning,
  { name, fallback }: { readonly name: string; readonly fallback?: DefaultDefinition },
  type: DataType,
): { readonly default?: JsonValue } {
  if (fallback === undefined) return {};
  if (valueFromJson(fallback.json, type).ok) return { default: fallback.json };
  const place = planning.locator.placeOf(fallback.site, [0]);
  planning.report({
    code: "PN3009",
    severity: "error",
    message: `feature \`${name}\` is ${showType(type)}, and its default is ${JSON.stringify(fallback.json)}`,
    label: `expected ${showType(type)}`,
    ...(place === undefined ? {} : { place }),
    help: `give a value of ${showType(type)}`,
  });
  return {};
}
