import { type Int64, type Value } from "@pinion/core";

/**
 * The text that a key's parts are stored and asked for under: parts in order, joined by `#`, with `%`
 * and `#` in a part written as `%25` and `%23`. Different keys have different texts.
 */
export function encodeKey(parts: readonly Value[]): string {
  return parts.length === 1 ? encodePart(parts[0] ?? null) : parts.map(encodePart).join("#");
}

/** The parts of a key's text, as texts; undefined where the text has another number of parts. */
export function splitKey(text: string, parts: number): readonly string[] | undefined {
  const split = text.split("#");
  return split.length === parts ? split.map(decodePart) : undefined;
}

const decodePart = (text: string): string => text.replaceAll("%23", "#").replaceAll("%25", "%");

function encodePart(part: Value): string {
  switch (typeof part) {
    case "string":
      return part.includes("%") || part.includes("#")
        ? part.replaceAll("%", "%25").replaceAll("#", "%23")
        : part;
    case "number":
      // -0 and 0 are one key.
      return String(part === 0 ? 0 : part);
    case "boolean":
    case "bigint":
      return String(part satisfies boolean | Int64);
    default:
      if (part instanceof Uint8Array) return Buffer.from(part).toString("base64url");
      throw new Error("a key's part is an atom");
  }
}
