import { RE2JS, RE2JSException } from "re2js";
import { translate } from "./translate.js";
import type { PatternProblem } from "./translation.js";

/** A compiled pattern of Java's. */
export interface Regex {
  readonly program: RE2JS;
  /** RE2's numbers of the groups; see `Translation`. */
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
  readonly terminators: readonly number[];
  /** What alone matches, of a pattern that is nothing but characters. */
  readonly literal: string | undefined;
}

/** The compiled pattern, or why there is none. */
export function parseRegex(pattern: string): Regex | PatternProblem {
  const translated = translate(pattern);
  if ("kind" in translated) return translated;
  const { source, groups, names, terminators, literal } = translated;
  try {
    return { program: RE2JS.compile(source), groups, names, terminators, literal };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { kind: "unsupported", message: "it is too large, or nested too deep", at: 0 };
  }
}

/** The program of a constant pattern that has been checked. */
export function compileRegex(pattern: string): Regex {
  const regex = parseRegex(pattern);
  if ("kind" in regex) throw new Error(`unchecked pattern: ${regex.message}`);
  return regex;
}

/** Compiles patterns of the row's own and keeps the latest; NULL for a bad pattern. */
export type RegexCache = (pattern: string) => Regex | null;

const KEPT = 64;

export function regexCache(): RegexCache {
  const kept = new Map<string, Regex | null>();
  return (pattern) => {
    let regex = kept.get(pattern);
    if (regex === undefined) {
      if (kept.size >= KEPT) kept.clear();
      const parsed = parseRegex(pattern);
      regex = "kind" in parsed ? null : parsed;
      kept.set(pattern, regex);
    }
    return regex;
  };
}
