import type { Static } from "../../typed/index.js";
import type { DataType } from "../../types/index.js";

/** Values that are compared in the same way. `plain` is what JavaScript's own operators compare rightly. */
export type Representation = "plain" | "float" | "string" | "binary" | "nested";

export function representationOf(type: DataType): Representation {
  switch (type.kind) {
    case "float":
    case "double":
      return "float";
    case "string":
      return "string";
    case "binary":
      return "binary";
    case "array":
    case "map":
    case "struct":
    case "calendarInterval":
      return "nested";
    default:
      return "plain";
  }
}

/** What the implementations for nested values are told: the type, which is plain JSON data. */
export const typeStatic = (type: DataType): Static => type as unknown as Static;

/** Whether DuckDB holds values of the type in one form and compares them as Spark does. */
export function comparesInDuckdb(type: DataType): boolean {
  switch (representationOf(type)) {
    case "plain":
      return !type.kind.endsWith("Interval") && type.kind !== "void";
    case "float":
    case "string":
    case "binary":
      return true;
    case "nested":
      return false;
  }
}

export const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
