import type { DataType } from "@pinion/core";
import type { PlannedFeature, PlannedKey } from "../plan/plan.js";
import { quote } from "./code/quote.js";

/** `client.d.ts`: the names of features and keys, and the JavaScript types of their values. */
export function clientTypes(keys: readonly PlannedKey[], features: readonly PlannedFeature[]): string {
  const byName = new Map(features.map((feature) => [feature.name, feature]));
  return [
    "/** The features of the project by name, with the types of their values; null where there is none. */",
    "export interface PinionFeatures {",
    ...[...byName.values()].flatMap((feature) => [
      ...comment(feature),
      `  readonly ${quote(feature.name)}: ${valueType(feature.type)}${feature.default === undefined ? " | null" : ""};`,
    ]),
    "}",
    "",
    "/** The keys of the project by name, with the types that they are given as. */",
    "export interface PinionKeys {",
    ...keys.map((key) => `  readonly ${quote(key.name)}: ${keyType(key.type)};`),
    "}",
    "",
    "/** The keys of each feature, in order. */",
    "export interface PinionFeatureKeys {",
    ...features.map(
      (feature) =>
        `  readonly ${quote(feature.name)}: readonly [${feature.keys.map((key) => quote(key)).join(", ")}];`,
    ),
    "}",
    "",
  ].join("\n");
}

/** A description as a comment that it cannot end. */
function comment({ description }: PlannedFeature): readonly string[] {
  if (description === undefined) return [];
  const text = quote(description).slice(1, -1).replaceAll("*/", "*\\/").replaceAll('\\"', '"');
  return [`  /** ${text} */`];
}

/** The TypeScript type of what a key of a type is given as: a value, or a text of one where that is another thing. */
function keyType(type: DataType): string {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return "number | bigint | `${bigint}`";
    case "date":
    case "timestamp":
      return "Date | string";
    case "binary":
      return "Uint8Array | string";
    default:
      return valueType(type);
  }
}

/** The TypeScript type of the values of a type, NULL apart. */
function valueType(type: DataType): string {
  switch (type.kind) {
    case "boolean":
      return "boolean";
    case "tinyint":
    case "smallint":
    case "int":
    case "float":
    case "double":
    case "date":
    case "time":
    case "yearMonthInterval":
      return "number";
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return "number | bigint";
    case "decimal":
      return "bigint";
    case "string":
      return "string";
    case "binary":
      return "Uint8Array";
    case "array":
      return `readonly (${valueType(type.element)} | null)[]`;
    case "map":
      return `readonly (readonly [${valueType(type.key)}, ${valueType(type.value)} | null])[]`;
    default:
      return "unknown";
  }
}
