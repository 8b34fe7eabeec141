import { PinionError } from "@pinion/core";

/** A parsed body's member, with its place in the body for messages. */
export type Json = unknown;
export type JsonObject = Readonly<Record<string, unknown>>;

/** The mistake of a request that has not the documented shape. */
export const misshapen = (place: string, wanted: string): PinionError =>
  new PinionError("PN9002", `${place} must be ${wanted}`);

export const tooLarge = (what: string, most: number): PinionError =>
  new PinionError("PN9003", `the request asks for more ${what} than the ${most} that are answered at once`, {
    help: "ask in parts",
  });

export const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The body as an object of known members. Throws PN9002. */
export function readObject(body: Json, members: readonly string[], place = "the body"): JsonObject {
  if (!isObject(body)) throw misshapen(place, "an object");
  for (const name of Object.keys(body)) {
    if (!members.includes(name)) {
      throw new PinionError("PN9002", `${place} has no member ${JSON.stringify(name.slice(0, 60))}`, {
        help: `it has ${members.join(", ")}`,
      });
    }
  }
  return body;
}

/** A member; undefined where it is missing or null. */
export const member = (object: JsonObject, name: string): Json =>
  Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;

export function readList(value: Json, place: string, most: number, what: string): readonly Json[] {
  if (!Array.isArray(value)) throw misshapen(place, "a list");
  if (value.length > most) throw tooLarge(what, most);
  return value;
}

export function readTexts(value: Json, place: string, most: number, what: string): readonly string[] {
  const list = readList(value, place, most, what);
  for (const item of list) if (typeof item !== "string") throw misshapen(place, "a list of texts");
  return list as readonly string[];
}

export function readText(value: Json, place: string): string {
  if (typeof value !== "string") throw misshapen(place, "a text");
  return value;
}

export function readFlag(value: Json, place: string, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value !== "boolean") throw misshapen(place, "true or false");
  return value;
}

export function readPositive(value: Json, place: string): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0)
    throw misshapen(place, "a positive number");
  return value;
}

/** What a part of a key can be in JSON. */
export const isAtom = (value: Json): value is string | number | bigint | boolean =>
  typeof value === "string" ||
  typeof value === "number" ||
  typeof value === "bigint" ||
  typeof value === "boolean";
