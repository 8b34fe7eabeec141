import type { DataType } from "@pinion/core";
import type { Int64Form } from "../json/value-writer.js";

/** JSON Schema, 2020-12, as OpenAPI 3.1 has it. */
export type Schema = { readonly [name: string]: unknown };

export const text = (description?: string): Schema => ({ type: "string", ...described(description) });
export const listOf = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });
export const record = (values: Schema, description?: string): Schema => ({
  type: "object",
  additionalProperties: values,
  ...described(description),
});
export const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
  more: Schema = {},
): Schema => ({ type: "object", properties, required, additionalProperties: false, ...more });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const described = (description: string | undefined): Schema =>
  description === undefined ? {} : { description };

const NOT_FINITE: Schema = { enum: ["NaN", "Infinity", "-Infinity"] };

/** What `valueWriter` writes for a type, NULL left out. */
export function valueSchema(type: DataType, int64: Int64Form): Schema {
  switch (type.kind) {
    case "boolean":
      return { type: "boolean" };
    case "tinyint":
      return { type: "integer", minimum: -128, maximum: 127 };
    case "smallint":
      return { type: "integer", minimum: -32768, maximum: 32767 };
    case "int":
      return { type: "integer", format: "int32" };
    case "bigint":
      return int64 === "number"
        ? { type: "integer", format: "int64" }
        : { type: "string", pattern: "^-?[0-9]+$" };
    case "float":
    case "double":
      return { anyOf: [{ type: "number", format: type.kind }, NOT_FINITE] };
    case "decimal":
      return { type: "string", pattern: "^-?[0-9.E+-]+$" };
    case "string":
      return { type: "string" };
    case "binary":
      return { type: "string", contentEncoding: "base64" };
    case "array":
      return listOf(orNull(valueSchema(type.element, int64)));
    case "map":
      return listOf({
        type: "array",
        prefixItems: [valueSchema(type.key, int64), orNull(valueSchema(type.value, int64))],
        items: false,
      });
    case "struct":
      return object(
        Object.fromEntries(
          type.fields.map((field) => [field.name, orNull(valueSchema(field.type, int64))] as const),
        ),
      );
    default:
      return { type: "string" };
  }
}
