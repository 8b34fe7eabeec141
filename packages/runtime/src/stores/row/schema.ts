import { createHash } from "node:crypto";
import { parseType, showType, type DataType } from "@pinion/core";
import type { RowField, RowSchema } from "../../ports.js";

/** How many bytes a field takes in the fixed area; 0 for those that stand in the variable area. */
export function fixedWidth(type: DataType): number {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
      return 1;
    case "smallint":
      return 2;
    case "int":
    case "date":
    case "float":
    case "yearMonthInterval":
      return 4;
    case "bigint":
    case "timestamp":
    case "double":
    case "dayTimeInterval":
    case "time":
      return 8;
    default:
      return 0;
  }
}

/** The schema as it is stored beside the data. */
export const schemaToJson = (schema: RowSchema): string =>
  JSON.stringify(schema.fields.map((field) => [field.name, showType(field.type)]));

/** Undefined where the text is no schema: it comes from a store and may be anything. */
export function schemaFromJson(text: string): RowSchema | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(json)) return undefined;
  const fields: RowField[] = [];
  for (const entry of json as readonly unknown[]) {
    if (!Array.isArray(entry)) return undefined;
    const [name, shown] = entry as readonly unknown[];
    const type = typeof shown === "string" ? parseType(shown) : undefined;
    if (typeof name !== "string" || type === undefined) return undefined;
    fields.push({ name, type });
  }
  return { fields };
}

/** What a row names its schema by: 32 bits of the SHA-256 of its JSON. */
export const schemaId = (schema: RowSchema): number =>
  createHash("sha256").update(schemaToJson(schema)).digest().readUInt32LE(0);

/**
 * The feature group of a set of features: the same names, in any order, are the same group, so that
 * materialising them again replaces their rows and no others.
 */
export function groupId(schema: RowSchema): string {
  const names = schema.fields.map((field) => field.name).toSorted();
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 12);
}
