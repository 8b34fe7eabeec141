import type { Json } from "./json.js";
import { parsePath, type Step } from "./path.js";
import { readJson } from "./read.js";
import { quotedInUnits, writeJson } from "./write.js";

/*
 * Hive's way with paths that match several values, which Spark keeps: one match of `[*]` stands alone, several
 * stand in an array; `[*][*]` makes one flat array of both levels.
 */

/** How a match is written: a text without quotes, with them, or an array without its brackets. */
type Style = "raw" | "quoted" | "flat";

export type JsonPath = readonly Step[] | null;

/** Made once of a constant path; null where it is none. */
export const jsonPath = (text: string): JsonPath => parsePath(text) ?? null;

/** What a path finds in a JSON text, as JSON, a lone text without quotes. */
export function getJsonObject(path: JsonPath, text: string): string | null {
  if (path === null) return null;
  const read = readJson(text);
  if (read === undefined) return null;
  const matches = find(read.value, path, "raw");
  return matches.length === 0 ? null : matches.join(",");
}

/** The same with a path that each row brings. */
export const getJsonObjectAt = (text: string, path: string): string | null =>
  getJsonObject(jsonPath(path), text);

/** What the path finds, each match written; none where there is none. */
function find(json: Json, path: readonly Step[], style: Style): readonly string[] {
  const [step, next] = path;
  if (step === undefined) return leaf(json, style);
  const rest = path.slice(1);
  switch (step.kind) {
    case "anyField":
      return [];
    case "field":
      return json.kind === "object" ? findField(json.fields, step.name, rest, style) : [];
    case "index": {
      const item = json.kind === "array" ? json.items[step.index] : undefined;
      return item === undefined ? [] : find(item, rest, next?.kind === "all" ? "quoted" : style);
    }
    case "all":
      if (json.kind !== "array") return [];
      if (next?.kind === "all") return inArray(json.items, path.slice(2), "flat");
      return style === "quoted" ? inArray(json.items, rest, "quoted") : loosely(json.items, rest, style);
  }
}

function leaf(json: Json, style: Style): readonly string[] {
  if (style === "raw" && json.kind === "string") return [json.value];
  if (style === "flat" && json.kind === "array") return json.items.flatMap((item) => leaf(item, style));
  return [writeJson(json, quotedInUnits)];
}

/** The first field of the name in which something is found; a NULL is nothing. */
function findField(
  fields: readonly { readonly name: string; readonly value: Json }[],
  name: string,
  path: readonly Step[],
  style: Style,
): readonly string[] {
  for (const field of fields) {
    if (field.name !== name || field.value.kind === "null") continue;
    const found = find(field.value, path, style);
    if (found.length > 0) return found;
  }
  return [];
}

/** All matches in an array of their own. */
function inArray(items: readonly Json[], path: readonly Step[], style: Style): readonly string[] {
  const found = items.flatMap((item) => find(item, path, style));
  return found.length === 0 ? [] : [`[${found.join(",")}]`];
}

/** All matches in an array, but for one that stands alone. */
function loosely(items: readonly Json[], path: readonly Step[], style: Style): readonly string[] {
  const found = items
    .map((item) => find(item, path, style === "raw" ? "quoted" : style))
    .filter((matches) => matches.length > 0);
  const written = found.flat().join(",");
  return found.length === 0 ? [] : [found.length === 1 ? written : `[${written}]`];
}
