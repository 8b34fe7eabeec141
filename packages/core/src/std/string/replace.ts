import { hasAstral } from "./code-points.js";
import { splitText } from "./find-text.js";
import { MAX_GENERATED_LENGTH, MAX_TEXT_LENGTH } from "./limits.js";

/** Every occurrence of `search` replaced, from left to right; the text itself for an empty search. */
export function replaceText(text: string, search: string, replacement = ""): string | null {
  if (search === "" || text === "") return text;
  const parts = splitText(text, search);
  const growth = (parts.length - 1) * (replacement.length - search.length);
  if (growth > MAX_GENERATED_LENGTH || text.length + growth > MAX_TEXT_LENGTH) return null;
  return parts.join(replacement);
}

/** What {@link translateText} looks each code point up in. */
export type Translation = ReadonlyMap<string, string>;

/** Each code point of `from` to the one at its place in `to`, to nothing where `to` is shorter. The first wins. */
export function translation(from: string, to: string): Translation {
  const table = new Map<string, string>();
  const targets = [...to];
  let i = 0;
  for (const source of from) {
    if (!table.has(source)) table.set(source, targets[i] ?? "");
    i++;
  }
  return table;
}

/** Each code point as a prepared table has it. */
export function translateText(table: Translation, text: string): string {
  let result = "";
  for (const character of text) result += table.get(character) ?? character;
  return result;
}

/** {@link translateText} with a table of the row's own. */
export const translateWith = (text: string, from: string, to: string): string =>
  translateText(translation(from, to), text);

/** The text `times` times, empty for less than once; NULL beyond the limit. */
export function repeatText(text: string, times: number): string | null {
  if (times <= 0 || text === "") return "";
  return text.length * times > MAX_GENERATED_LENGTH ? null : text.repeat(times);
}

/** A text of spaces; NULL beyond the limit. */
export const spaces = (count: number): string | null => repeatText(" ", count);

/** The code points from last to first. */
export function reverseText(text: string): string {
  if (hasAstral(text)) return [...text].reverse().join("");
  let result = "";
  for (let i = text.length - 1; i >= 0; i--) result += text[i];
  return result;
}
