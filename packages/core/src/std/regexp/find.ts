import { indexOfText, splitText } from "../string/find-text.js";
import { eachMatch, groupText } from "./matches.js";
import type { Regex, RegexCache } from "./regex.js";

/*
 * What looks for a pattern in a text. Each comes in two: with a constant pattern, and with one of the
 * row's own, which is NULL where the pattern is bad.
 */

/** Whether some part of the text matches. */
export const rlike = (regex: Regex, text: string): boolean =>
  regex.literal === undefined ? regex.program.test(text) : indexOfText(text, regex.literal) >= 0;

/** How many matches there are. */
export function regexpCount(regex: Regex, text: string): number {
  let count = 0;
  eachMatch(regex, text, () => {
    count++;
  });
  return count;
}

/** A group of the first match; empty where there is none or the group took no part, NULL for no such group. */
export function regexpExtract(regex: Regex, text: string, group = 1): string | null {
  if (group < 0 || group >= regex.groups.length) return null;
  let result = "";
  eachMatch(regex, text, (match) => {
    result = groupText(text, match, group) ?? "";
    return false;
  });
  return result;
}

/** A group of every match; NULL for no such group. */
export function regexpExtractAll(regex: Regex, text: string, group = 1): readonly string[] | null {
  if (group < 0 || group >= regex.groups.length) return null;
  const result: string[] = [];
  eachMatch(regex, text, (match) => {
    result.push(groupText(text, match, group) ?? "");
  });
  return result;
}

/** Where the first match begins, counted in UTF-16 units from 1, as Spark does; 0 for nowhere. */
export function regexpInstr(regex: Regex, text: string): number {
  let result = 0;
  eachMatch(regex, text, (match) => {
    result = match.start + 1;
    return false;
  });
  return result;
}

/** The first match; NULL where there is none or it is empty. */
export function regexpSubstr(regex: Regex, text: string): string | null {
  const found = regexpExtract(regex, text, 0);
  return found === "" ? null : found;
}

/** The text between matches; at most `limit` parts, of 0 and less as many as there are. */
export function regexpSplit(regex: Regex, text: string, limit = -1): readonly string[] {
  if (regex.literal !== undefined && limit <= 0) return splitText(text, regex.literal);
  const parts: string[] = [];
  let from = 0;
  eachMatch(regex, text, (match) => {
    if (limit > 0 && parts.length >= limit - 1) return false;
    // An empty match at the very beginning splits nothing off.
    if (match.end === 0) return true;
    parts.push(text.slice(from, match.start));
    from = match.end;
    return true;
  });
  parts.push(text.slice(from));
  return parts;
}

/** Every character a part; at most `limit` parts, the last with what is left. */
export function splitCharacters(text: string, limit = -1): readonly string[] {
  const characters = [...text];
  if (characters.length === 0) return [""];
  if (limit <= 0 || limit >= characters.length) return characters;
  return [...characters.slice(0, limit - 1), characters.slice(limit - 1).join("")];
}

type Found<A extends readonly unknown[], R> = (regex: Regex, text: string, ...rest: A) => R | null;
type Dynamic<A extends readonly unknown[], R> = (
  cache: RegexCache,
  text: string,
  pattern: string,
  ...rest: A
) => R | null;

const dynamic =
  <A extends readonly unknown[], R>(found: Found<A, R>): Dynamic<A, R> =>
  (cache, text, pattern, ...rest) => {
    const regex = cache(pattern);
    return regex === null ? null : found(regex, text, ...rest);
  };

export const rlikeDynamic = dynamic(rlike);
export const regexpCountDynamic = dynamic(regexpCount);
export const regexpExtractDynamic = dynamic(regexpExtract);
export const regexpExtractAllDynamic = dynamic(regexpExtractAll);
export const regexpInstrDynamic = dynamic(regexpInstr);
export const regexpSubstrDynamic = dynamic(regexpSubstr);
export const regexpSplitDynamic = (
  cache: RegexCache,
  text: string,
  pattern: string,
  limit?: number,
): readonly string[] | null => {
  if (pattern === "") return splitCharacters(text, limit);
  const regex = cache(pattern);
  return regex === null ? null : regexpSplit(regex, text, limit);
};
