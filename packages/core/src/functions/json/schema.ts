import { readJson } from "../../std/json/read.js";
import type { Json } from "../../std/json/json.js";
import {
  arrayOf,
  mapOf,
  parseSchema,
  parseType,
  structOf,
  type DataType,
  type StructField,
} from "../../types/index.js";

/** The type that a schema's text stands for: a type, the columns of a table, or Spark's JSON of either. */
export function readSchema(text: string): DataType | undefined {
  const type = parseType(text);
  if (type !== undefined) return type;
  const fields = parseSchema(text);
  if (fields !== undefined) return structOf(fields);
  const read = readJson(text);
  return read && typeOfJson(read.value);
}

function typeOfJson(json: Json): DataType | undefined {
  if (json.kind === "string") return parseType(json.value);
  switch (text(part(json, "type"))) {
    case "struct": {
      const fields = part(json, "fields");
      return fields?.kind === "array" ? structOfJson(fields.items) : undefined;
    }
    case "array": {
      const element = typeOfPart(json, "elementType");
      return element && arrayOf(element);
    }
    case "map": {
      const key = typeOfPart(json, "keyType");
      const value = typeOfPart(json, "valueType");
      return key && value && mapOf(key, value);
    }
    default:
      return undefined;
  }
}

function structOfJson(items: readonly Json[]): DataType | undefined {
  const fields: StructField[] = [];
  for (const item of items) {
    const name = text(part(item, "name"));
    const type = typeOfPart(item, "type");
    if (name === undefined || type === undefined) return undefined;
    fields.push({ name, type });
  }
  return structOf(fields);
}

function typeOfPart(json: Json, name: string): DataType | undefined {
  const found = part(json, name);
  return found && typeOfJson(found);
}

const part = (json: Json, name: string): Json | undefined =>
  json.kind === "object" ? json.fields.find((field) => field.name === name)?.value : undefined;

const text = (json: Json | undefined): string | undefined =>
  json?.kind === "string" ? json.value : undefined;
