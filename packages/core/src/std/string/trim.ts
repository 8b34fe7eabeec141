import { unitsAt } from "./code-points.js";

/** Without the spaces (U+0020 alone) at both ends. */
export const trimSpaces = (text: string): string => text.slice(leadingSpaces(text), trailingSpaces(text));

export const trimLeftSpaces = (text: string): string => text.slice(leadingSpaces(text));

export const trimRightSpaces = (text: string): string => text.slice(0, trailingSpaces(text));

/** Without those code points at both ends that stand in `characters`. */
export function trimCharacters(text: string, characters: string): string {
  const start = leading(text, characters);
  return text.slice(start, trailing(text, characters, start));
}

/** {@link trimCharacters} and its like with the characters first, as `trim` and `ltrim` take them. */
export const trimCharactersFrom = (characters: string, text: string): string =>
  trimCharacters(text, characters);

export const trimLeftCharactersFrom = (characters: string, text: string): string =>
  text.slice(leading(text, characters));

export const trimRightCharactersFrom = (characters: string, text: string): string =>
  text.slice(0, trailing(text, characters, 0));

function leadingSpaces(text: string): number {
  let start = 0;
  while (text.charCodeAt(start) === 32) start++;
  return start;
}

function trailingSpaces(text: string): number {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end--;
  return end;
}

function leading(text: string, characters: string): number {
  let start = 0;
  while (start < text.length) {
    const size = unitsAt(text, start);
    if (!characters.includes(text.slice(start, start + size))) break;
    start += size;
  }
  return start;
}

function trailing(text: string, characters: string, start: number): number {
  let end = text.length;
  while (end > start) {
    const size = end - start >= 2 ? unitsAt(text, end - 2) : 1;
    if (!characters.includes(text.slice(end - size, end))) break;
    end -= size;
  }
  return end;
}
