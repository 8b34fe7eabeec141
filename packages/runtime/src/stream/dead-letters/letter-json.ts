import { createHash, randomBytes } from "node:crypto";
import type { DeadLetter } from "../ports.js";

/** A dead letter as a line of JSON; bytes stand in Base64. */
export const letterToJson = ({ key, value, ...rest }: DeadLetter): string =>
  JSON.stringify({ ...rest, key: key?.toString("base64") ?? null, value: value?.toString("base64") ?? null });

/** A line that takes a letter back. */
export const takenBackToJson = (letter: DeadLetter): string =>
  JSON.stringify({ takenBack: letterId(letter) });

/** A line behind which nothing counts. No two are the same. */
export const sealLine = (): string => JSON.stringify({ sealed: randomBytes(8).toString("hex") });

export type LetterLine =
  | { readonly kind: "letter"; readonly letter: DeadLetter }
  | { readonly kind: "takenBack"; readonly id: string }
  | { readonly kind: "seal" };

/** Undefined where the text is none of them, such as a line that a crash cut. */
export function lineFromJson(text: string): LetterLine | undefined {
  const json = objectOf(text);
  if (json === undefined) return undefined;
  if (typeof json["takenBack"] === "string") return { kind: "takenBack", id: json["takenBack"] };
  if (typeof json["sealed"] === "string") return { kind: "seal" };
  const letter = letterOf(json);
  return letter === undefined ? undefined : { kind: "letter", letter };
}

export function letterFromJson(text: string): DeadLetter | undefined {
  const json = objectOf(text);
  return json === undefined ? undefined : letterOf(json);
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function letterOf(json: Readonly<Record<string, unknown>>): DeadLetter | undefined {
  const { topic, partition, offset, timestamp, reason, key, value } = json;
  if (typeof topic !== "string" || typeof partition !== "number" || typeof offset !== "number")
    return undefined;
  return {
    ...{ topic, partition, offset },
    timestamp: typeof timestamp === "number" ? timestamp : 0,
    reason: typeof reason === "string" ? reason : "",
    key: typeof key === "string" ? Buffer.from(key, "base64") : null,
    value: typeof value === "string" ? Buffer.from(value, "base64") : null,
  };
}

/**
 * What a letter is known by: where its record stood, and what it was. The same offset of a log that was made anew is another
 * record.
 */
export function letterId({ topic, partition, offset, key, value }: DeadLetter): string {
  const hash = createHash("sha256").update(`${key?.length ?? "none"} ${value?.length ?? "none"} `);
  if (key !== null) hash.update(key);
  if (value !== null) hash.update(value);
  return `${topic}/${partition}/${offset}/${hash.digest("hex").slice(0, 16)}`;
}

export const inOrder = (a: DeadLetter, b: DeadLetter): number =>
  a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition || a.offset - b.offset;
