import { readJson } from "./read.js";

/** How many elements the array of a JSON text has; NULL of any other text. */
export function jsonArrayLength(text: string): number | null {
  const json = readJson(text)?.value;
  return json?.kind === "array" ? json.items.length : null;
}

/** The names of the fields of a JSON text's object, as often as they stand there; NULL of any other text. */
export function jsonObjectKeys(text: string): readonly string[] | null {
  const json = readJson(text)?.value;
  return json?.kind === "object" ? json.fields.map((field) => field.name) : null;
}
