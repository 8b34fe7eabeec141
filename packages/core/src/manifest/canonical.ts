import type { JsonValue } from "./manifest.js";

/** JSON with sorted keys and without spaces: the same text for the same content. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const part = (value as Record<string, JsonValue>)[key] as JsonValue;
    text += `${text === "" ? "" : ","}${quoted(key)}:${canonicalJson(part)}`;
  }
  return `{${text}}`;
}

/** What is quoted as it is, which is most that a manifest holds: asking the serialiser for each takes longer. */
const PLAIN = /^[ !#-[\]-~]*$/;

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
