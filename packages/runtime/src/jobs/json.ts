/*
 * JSON that gives back what it was given: integers beyond 2^53, NaN and infinities, and bytes are objects of one
 * field, whose name no record has otherwise.
 */

const BIGINT = "$bigint";
const NUMBER = "$number";
const BYTES = "$bytes";

/** The text of plain data. */
export function toText(value: unknown): string {
  return JSON.stringify(encode(value));
}

/** What {@link toText} wrote; undefined where the text is no JSON. */
export function fromText(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => decode(value)) as unknown;
  } catch {
    return undefined;
  }
}

function encode(value: unknown): unknown {
  if (typeof value === "bigint") return { [BIGINT]: String(value) };
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    return { [NUMBER]: Object.is(value, -0) ? "-0" : String(value) };
  if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encode(item)]));
}

function decode(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0 || typeof entry[1] !== "string") return value;
  const [name, text] = entry;
  if (name === BIGINT && /^-?\d+$/u.test(text)) return BigInt(text);
  if (name === NUMBER) return Number(text);
  if (name === BYTES) return new Uint8Array(Buffer.from(text, "base64"));
  return value;
}
