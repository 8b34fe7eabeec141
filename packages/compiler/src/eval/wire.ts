/**
 * JSON whose numbers keep their digits: `JSON.parse` would round a 64-bit integer beyond 2^53.
 * Objects are Maps, so that no name of a member means anything.
 */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

export interface JsonNumber {
  /** As it was written. */
  readonly digits: string;
}

/** The JSON of a text; undefined where it is none, or is nested very deep. */
export function readJson(text: string): Json | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // Each text gets an `s` before it and each number becomes a text after an `n`; it is still JSON then.
  const marked = text.replace(
    /"([^"\\]*(?:\\.[^"\\]*)*)"|(-?\d[\d.eE+-]*)/g,
    (_, string?: string, number?: string) => (number === undefined ? `"s${string ?? ""}"` : `"n${number}"`),
  );
  return nesting(marked) > MAX_NESTING ? undefined : unmark(JSON.parse(marked));
}

/** No type nests deeper, so no value does. */
const MAX_NESTING = 200;

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g)) {
    if (bracket === "[" || bracket === "{") deepest = Math.max(deepest, ++depth);
    else if (bracket === "]" || bracket === "}") depth--;
  }
  return deepest;
}

function unmark(value: unknown): Json {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return value.startsWith("n") ? { digits: value.slice(1) } : value.slice(1);
  if (Array.isArray(value)) return value.map(unmark);
  if (typeof value !== "object") throw new Error(`unmarked ${typeof value}`);
  return new Map(Object.entries(value).map(([name, member]) => [name.slice(1), unmark(member)]));
}

export const isObject = (json: Json): json is ReadonlyMap<string, Json> => json instanceof Map;
export const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
export const isNumber = (json: Json): json is JsonNumber =>
  typeof json === "object" && json !== null && "digits" in json;

/** JSON text of a value of JavaScript, bigints in digits; undefined of what has none. */
export function writeJson(value: unknown): string | undefined {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? JSON.stringify(value) : `"${value}"`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) {
    const parts = value.map(writeJson);
    return parts.every((part) => part !== undefined) ? `[${parts.join(",")}]` : undefined;
  }
  const members = value instanceof Map ? [...value] : Object.entries(value);
  const parts: string[] = [];
  for (const [name, member] of members) {
    const text = writeJson(member);
    if (text === undefined) return undefined;
    parts.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${parts.join(",")}}`;
}
