import { compileRegex, regexCache, regexpSplit, splitCharacters } from "../regexp/index.js";
import type { Entries } from "./build.js";

/** Splits a text into at most so many parts. */
type Split = (text: string, limit?: number) => readonly string[];

export interface MapDelimiters {
  readonly pairs: Split;
  readonly keys: Split;
}

/** Delimiters are regular expressions; these have been checked. */
export const mapDelimiters = (pairs: string, keys: string): MapDelimiters => ({
  pairs: splitter(pairs),
  keys: splitter(keys),
});

function splitter(pattern: string): Split {
  if (pattern === "") return splitCharacters;
  const regex = compileRegex(pattern);
  return (text, limit) => regexpSplit(regex, text, limit);
}

/** The map of text such as `a:1,b:2`; a key without a value has NULL. NULL where a key stands twice. */
export function strToMap({ pairs, keys }: MapDelimiters, text: string): Entries | null {
  const map = new Map<string, string | null>();
  for (const pair of pairs(text)) {
    const [key = "", value] = keys(pair, 2);
    if (map.has(key)) return null;
    map.set(key, value ?? null);
  }
  return [...map];
}

/** {@link strToMap} with delimiters of the row's own; NULL for a bad pattern, too. */
export function strToMapWith(text: string, pairs: string, keys: string): Entries | null {
  const compile = regexCache();
  if ([pairs, keys].some((pattern) => pattern !== "" && compile(pattern) === null)) return null;
  return strToMap(mapDelimiters(pairs, keys), text);
}
