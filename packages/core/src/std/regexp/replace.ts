import { MAX_GENERATED_LENGTH } from "../string/limits.js";
import { eachMatch, groupText } from "./matches.js";
import { compileRegex, type Regex, type RegexCache } from "./regex.js";
import { parseReplacement, type Replacement } from "./replacement.js";

export interface Replacing {
  readonly regex: Regex;
  readonly replacement: Replacement;
}

/** Of a constant pattern and replacement that have been checked. */
export function compileReplacing(pattern: string, replacement: string): Replacing {
  const regex = compileRegex(pattern);
  const parts = parseReplacement(regex, replacement);
  if ("problem" in parts) throw new Error(`unchecked replacement: ${parts.problem}`);
  return { regex, replacement: parts };
}

/**
 * Every match replaced from `position`, counted from 1, where the text is taken to begin. NULL where the
 * result grows beyond the limit.
 */
export function regexpReplace({ regex, replacement }: Replacing, text: string, position = 1): string | null {
  if (position > 1 && position > text.length) return text;
  const skipped = text.slice(0, position - 1);
  const rest = position > 1 ? text.slice(position - 1) : text;
  let result = skipped;
  let from = 0;
  let tooLong = false;
  eachMatch(regex, rest, (match) => {
    result += rest.slice(from, match.start);
    for (const part of replacement) {
      result += typeof part === "string" ? part : (groupText(rest, match, part) ?? "");
    }
    from = match.end;
    tooLong = result.length > text.length + MAX_GENERATED_LENGTH;
    return !tooLong;
  });
  return tooLong ? null : result + rest.slice(from);
}

/** {@link regexpReplace} with a pattern or replacement of the row's own; NULL where either is bad. */
export function regexpReplaceDynamic(
  cache: RegexCache,
  text: string,
  pattern: string,
  replacement: string,
  position = 1,
): string | null {
  const regex = cache(pattern);
  if (regex === null) return null;
  const parts = parseReplacement(regex, replacement);
  return "problem" in parts ? null : regexpReplace({ regex, replacement: parts }, text, position);
}
