import type { DataType } from "../../types/index.js";
import { sameType } from "../../types/index.js";

/** Whether two types are the same but for the names of struct fields. */
export function sameShape(a: DataType, b: DataType): boolean {
  if (a.kind === "array" && b.kind === "array") return sameShape(a.element, b.element);
  if (a.kind === "map" && b.kind === "map") return sameShape(a.key, b.key) && sameShape(a.value, b.value);
  if (a.kind === "struct" && b.kind === "struct") {
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((field, i) => sameShape(field.type, b.fields[i]?.type ?? field.type))
    );
  }
  return sameType(a, b);
}
