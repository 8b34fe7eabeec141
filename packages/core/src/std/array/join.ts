import { MAX_TEXT_LENGTH } from "../string/limits.js";

/** The texts with a separator between them; NULLs are passed over, or shown as `nulls`. */
export function arrayJoin(
  array: readonly (string | null)[],
  separator: string,
  nulls?: string,
): string | null {
  const texts: string[] = [];
  let length = 0;
  for (const element of array) {
    const text = element ?? nulls;
    if (text === undefined) continue;
    texts.push(text);
    length += text.length + separator.length;
  }
  return length > MAX_TEXT_LENGTH ? null : texts.join(separator);
}
