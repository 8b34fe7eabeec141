import type { DeadLetter } from "../ports.js";

/** A dead letter as a line of JSON; bytes stand in Base64. */
export const letterToJson = ({ key, value, ...rest }: DeadLetter): string =>
  JSON.stringify({ ...rest, key: key?.toString("base64") ?? null, value: value?.toString("base64") ?? null });

/** Undefined where the text is none, such as a line that a crash cut. */
export function letterFromJson(text: string): DeadLetter | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null) return undefined;
  const { topic, partition, offset, timestamp, reason, key, value } = json as Readonly<
    Record<string, unknown>
  >;
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

export const letterId = ({ topic, partition, offset }: DeadLetter): string =>
  `${topic}/${partition}/${offset}`;
