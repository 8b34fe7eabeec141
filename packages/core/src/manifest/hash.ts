import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical.js";
import type { JsonValue, Manifest } from "./manifest.js";

/** SHA-256 of a text's UTF-8, in hex. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The hash that a manifest holds: of everything but the hash itself, however it is formatted. */
export function manifestHash(manifest: Omit<Manifest, "hash">): string {
  const content: Record<string, unknown> = { ...manifest };
  delete content["hash"];
  return hashOf(canonicalJson(content as JsonValue));
}
