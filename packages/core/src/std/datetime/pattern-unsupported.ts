import type { PatternError, PatternUse } from "./pattern-elements.js";
import { outsideQuotes } from "./pattern-quotes.js";

/** Letters of week-based fields: since Spark 3 refused, because they changed their meaning. */
const WEEK_BASED: ReadonlyMap<string, string> = new Map([
  ["Y", "`yyyy` is the year"],
  ["w", "`weekofyear` gives the ISO week"],
  ["W", "`weekofyear` gives the ISO week"],
  ["u", "`E` is the name of the day of the week, `dayofweek` gives its number"],
  ["e", "`E` is the name of the day of the week, `dayofweek` gives its number"],
  ["c", "`E` is the name of the day of the week, `dayofweek` gives its number"],
]);

/** Letters of java.time that Spark takes neither for reading nor for writing. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ["A", "`a` is AM or PM, `S` a fraction of a second"],
  ["B", "`a` is AM or PM"],
  ["n", "`S` is a fraction of a second"],
  ["N", "`S` is a fraction of a second"],
  ["p", "`a` is AM or PM"],
]);

/** Letters that can be written but say too little to be read. */
const REFUSED_IN_PARSING: ReadonlyMap<string, string> = new Map([
  ["E", "leave the day of the week out, or cut it off the text with `substring`"],
  ["F", "`dd` is the day of the month"],
  ["q", "`MM` is the month"],
  ["Q", "`MM` is the month"],
]);

/** Runs that are too long; the narrow forms of five letters are ambiguous. */
const TOO_LONG: readonly (readonly [letter: string, from: number])[] = [
  ["G", 5],
  ["M", 5],
  ["L", 5],
  ["E", 5],
  ["Q", 5],
  ["q", 5],
  ["y", 7],
];

/** What Spark does not take of a pattern although java.time would. */
export function unsupported(pattern: string, use: PatternUse): PatternError | undefined {
  const open = outsideQuotes(pattern);
  for (const letter of open) {
    const weekBased = WEEK_BASED.get(letter);
    if (weekBased !== undefined) {
      return { error: `has the week-based letter \`${letter}\``, help: weekBased };
    }
    const refused = REFUSED.get(letter);
    if (refused !== undefined) return { error: `has the letter \`${letter}\``, help: refused };
    const unread = REFUSED_IN_PARSING.get(letter);
    if (use === "parse" && unread !== undefined) {
      return { error: `has the letter \`${letter}\`, which is for writing only`, help: unread };
    }
  }
  for (const [letter, from] of TOO_LONG) {
    if (open.includes(letter.repeat(from))) {
      return { error: `has more than ${from - 1} of the letter \`${letter}\`` };
    }
  }
  return undefined;
}
