/*
 * What JSON says of a value and JavaScript does not: `1.0` is no `1` in a column of texts, and a number may have more digits than a
 * double.
 */

const WRITTEN = Symbol("pinion.written");

/** A parsed value that stood in a text, which is looked for once it matters. */
export interface WrittenJson {
  readonly [WRITTEN]: true;
  readonly json: unknown;
  readonly text: () => string;
}

export const writtenJson = (json: unknown, text: () => string): WrittenJson => ({
  [WRITTEN]: true,
  json,
  text,
});

/** Nobody outside can make one. */
export const isWrittenJson = (value: unknown): value is WrittenJson =>
  typeof value === "object" && value !== null && WRITTEN in value;

const DEEPEST = 100;

/** The text that a value of JavaScript is in JSON; undefined where it has none. */
export function jsonTextOf(value: unknown, depth = 0): string | undefined {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      return Number.isFinite(value) ? (Object.is(value, -0) ? "-0.0" : String(value)) : `"${value}"`;
    case "object":
      return value === null ? "null" : depth < DEEPEST ? textOfObject(value, depth + 1) : undefined;
    default:
      return undefined;
  }
}

/** Lists, maps, bytes, times and plain objects; what has another prototype means something else. */
function textOfObject(value: object, depth: number): string | undefined {
  if (Array.isArray(value)) return listText(value, depth);
  if (value instanceof Map) return listText([...(value as ReadonlyMap<unknown, unknown>)], depth);
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString("base64")}"`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : `"${value.toISOString()}"`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return undefined;
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const text = jsonTextOf(member, depth);
    if (text === undefined) return undefined;
    members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(",")}}`;
}

function listText(values: readonly unknown[], depth: number): string | undefined {
  const texts: string[] = [];
  for (const value of values) {
    const text = jsonTextOf(value ?? null, depth);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return `[${texts.join(",")}]`;
}
