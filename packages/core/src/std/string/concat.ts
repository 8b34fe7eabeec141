import { MAX_TEXT_LENGTH } from "./limits.js";

/** The texts one behind the other; NULL where no text can be as long. */
export function concatText(...parts: readonly string[]): string | null {
  let whole = "";
  for (const part of parts) {
    if (whole.length + part.length > MAX_TEXT_LENGTH) return null;
    whole += part;
  }
  return whole;
}

/** The binaries one behind the other. */
export function concatBinary(...parts: readonly Uint8Array[]): Uint8Array | null {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > MAX_TEXT_LENGTH) return null;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** All texts and elements of arrays that are not NULL, the separator between them; NULL for a NULL separator. */
export function concatWithSeparator(
  separator: string | null,
  ...parts: readonly (string | null | readonly (string | null)[])[]
): string | null {
  if (separator === null) return null;
  const texts: string[] = [];
  let length = 0;
  for (const part of parts) {
    for (const text of typeof part === "string" || part === null ? [part] : part) {
      if (text === null) continue;
      texts.push(text);
      length += text.length + separator.length;
    }
  }
  return length > MAX_TEXT_LENGTH ? null : texts.join(separator);
}
