import {
  ignoringCase,
  intersect,
  negate,
  ofProperty,
  ofRanges,
  unite,
  type CharClass,
} from "./char-class.js";
import { single } from "./code-set.js";
import { escapedClass, escapedCode } from "./escapes.js";
import { invalid } from "./translation.js";

export interface ClassFlags {
  readonly ignoreCase: boolean;
  readonly comments: boolean;
}

/** Deeper nesting is no pattern that anyone writes. */
const MAX_DEPTH = 50;

interface Read {
  readonly set: CharClass;
  readonly end: number;
}

const EMPTY = ofRanges([]);

/** `[…]`, its opening bracket at `start`: unions, ranges, nested classes, `&&` intersections, `^`. */
export function readClass(pattern: string, start: number, flags: ClassFlags, depth = 0): Read {
  if (depth > MAX_DEPTH) invalid("character classes are nested too deep", start);
  let at = start + 1;
  const negated = pattern[at] === "^";
  if (negated) at++;
  let whole: CharClass | undefined;
  let part: CharClass | undefined;
  const add = (set: CharClass): void => {
    part = part === undefined ? set : unite(part, set);
  };
  for (;;) {
    const character = pattern[at];
    if (character === undefined) invalid("a character class is not closed", start);
    if (flags.comments && /[\s]/.test(character)) {
      at++;
    } else if (character === "]" && (part !== undefined || whole !== undefined)) {
      const last = part ?? EMPTY;
      const all = whole === undefined ? last : part === undefined ? whole : intersect(whole, last);
      return { set: negated ? negate(all) : all, end: at + 1 };
    } else if (character === "[") {
      const nested = readClass(pattern, at, flags, depth + 1);
      add(nested.set);
      at = nested.end;
    } else if (pattern.startsWith("&&", at)) {
      const left = part ?? EMPTY;
      whole = whole === undefined ? left : part === undefined ? whole : intersect(whole, left);
      part = undefined;
      at += 2;
      while (pattern[at] === "&") at++;
    } else {
      const item = readItem(pattern, at, flags);
      add(item.set);
      at = item.end;
    }
  }
}

/** One character, a range of them, or an escaped class. */
function readItem(pattern: string, at: number, flags: ClassFlags): Read {
  if (pattern[at] === "\\") {
    const named = readEscapedClass(pattern, at, flags.ignoreCase);
    if (named !== undefined) return named;
  }
  const first = readCode(pattern, at);
  const next = pattern[first.end + 1];
  let { code: last, end } = first;
  if (pattern[end] === "-" && next !== undefined && next !== "]" && next !== "[") {
    ({ code: last, end } = readCode(pattern, end + 1));
    if (last < first.code) invalid("a range of characters runs backwards", at);
  }
  const set = ofRanges(first.code === last ? single(last) : [[first.code, last]]);
  return { set: flags.ignoreCase ? ignoringCase(set) : set, end };
}

function readCode(pattern: string, at: number): { readonly code: number; readonly end: number } {
  if (pattern[at] === "\\") {
    return escapedCode(pattern, at + 1) ?? invalid("an escape sequence is not known", at);
  }
  const code = pattern.codePointAt(at);
  if (code === undefined) return invalid("a character class is not closed", at);
  return { code, end: at + (code > 0xffff ? 2 : 1) };
}

/** `\d` and its like, `\p{…}`; undefined where the escape is of one character. The backslash is at `at`. */
export function readEscapedClass(pattern: string, at: number, ignoreCase: boolean): Read | undefined {
  const letter = pattern.charAt(at + 1);
  const set = escapedClass(letter);
  if (set !== undefined) return { set, end: at + 2 };
  if (letter !== "p" && letter !== "P") return undefined;
  const braced = /^\{([^{}]*)\}/.exec(pattern.slice(at + 2, at + 80));
  const name = braced?.[1] ?? pattern.charAt(at + 2);
  const property = ofProperty(name, letter === "P", ignoreCase);
  if (property === undefined) return invalid(`there is no character property \`${name}\``, at);
  return { set: property, end: at + 2 + (braced === null ? 1 : braced[0].length) };
}
