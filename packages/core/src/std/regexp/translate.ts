import { showClass } from "./char-class.js";
import { readClass, readEscapedClass } from "./class-reader.js";
import { showCode } from "./code-set.js";
import { escapedCode } from "./escapes.js";
import { invalid, PatternError, unsupported, type PatternProblem, type Translation } from "./translation.js";

/*
 * Java's patterns made RE2's. The two differ in more than what linear time forbids: in what `.`, `$` and
 * `\s` match, in escapes, in the names of properties, in nested and intersected classes, in flags.
 */

/** A longer pattern is no pattern that anyone writes. */
const MAX_LENGTH = 65536;
/** RE2's own limit. */
const MAX_COUNT = 1000;

const TERMINATORS = "\\n\\r\\x{85}\\x{2028}\\x{2029}";

interface Flags {
  /** i */
  readonly ignoreCase: boolean;
  /** u: cases beyond ASCII */
  readonly unicodeCase: boolean;
  /** m */
  readonly multiline: boolean;
  /** s */
  readonly dotAll: boolean;
  /** d */
  readonly unixLines: boolean;
  /** x */
  readonly comments: boolean;
}

const FLAG_LETTERS: ReadonlyMap<string, keyof Flags> = new Map([
  ["i", "ignoreCase"],
  ["u", "unicodeCase"],
  ["m", "multiline"],
  ["s", "dotAll"],
  ["d", "unixLines"],
  ["x", "comments"],
]);

interface State {
  readonly pattern: string;
  at: number;
  flags: Flags;
  out: string;
  /** The flags to return to at each open group's end. */
  readonly open: Flags[];
  /** Groups of RE2's so far. */
  count: number;
  readonly groups: number[];
  readonly names: Map<string, number>;
  readonly terminators: number[];
  /** Whether something stands there that a quantifier can follow. */
  quantifiable: boolean;
  /** What has been read, while that is nothing but characters. */
  literal: string | undefined;
}

/** RE2's pattern for one of Java's, or why there is none. */
export function translate(pattern: string): Translation | PatternProblem {
  if (pattern.length > MAX_LENGTH) {
    return { kind: "unsupported", message: "it is too long", at: 0 };
  }
  try {
    return run(pattern);
  } catch (error) {
    if (error instanceof PatternError) return error.problem;
    throw error;
  }
}

function run(pattern: string): Translation {
  const s: State = {
    pattern,
    at: 0,
    flags: {
      ignoreCase: false,
      unicodeCase: false,
      multiline: false,
      dotAll: false,
      unixLines: false,
      comments: false,
    },
    out: "",
    open: [],
    count: 0,
    groups: [0],
    names: new Map(),
    terminators: [],
    quantifiable: false,
    literal: "",
  };
  while (s.at < pattern.length) step(s);
  if (s.open.length > 0) invalid("a group is not closed", pattern.length);
  const { groups, names, terminators } = s;
  return { source: s.out, groups, names, terminators, literal: s.literal === "" ? undefined : s.literal };
}

function step(s: State): void {
  const character = s.pattern[s.at] ?? "";
  switch (character) {
    case "\\":
      return escape(s);
    case "[": {
      const { set, end } = readClass(s.pattern, s.at, s.flags);
      return atom(s, unicodeFolded(s, showClass(set)), end);
    }
    case "(":
      return openGroup(s);
    case ")": {
      const flags = s.open.pop();
      if (flags === undefined) return invalid("a closing parenthesis opens nothing", s.at);
      s.flags = flags;
      return atom(s, ")", s.at + 1);
    }
    case "|":
      s.out += "|";
      s.literal = undefined;
      s.at++;
      s.quantifiable = false;
      return;
    case ".":
      return atom(
        s,
        s.flags.dotAll ? "(?s:.)" : s.flags.unixLines ? "[^\\n]" : `[^${TERMINATORS}]`,
        s.at + 1,
      );
    case "^":
      return atom(s, s.flags.multiline ? "(?m:^)" : "\\A", s.at + 1);
    case "$":
      return s.flags.multiline ? atom(s, "(?m:$)", s.at + 1) : endOfText(s, s.at + 1);
    case "*":
    case "+":
    case "?":
    case "{":
      return quantifier(s, character);
    default: {
      if (s.flags.comments && skipComment(s, character)) return;
      const code = s.pattern.codePointAt(s.at) ?? 0;
      return literal(s, code, s.at + (code > 0xffff ? 2 : 1));
    }
  }
}

function atom(s: State, text: string, end: number): void {
  s.out += text;
  s.at = end;
  s.quantifiable = true;
  s.literal = undefined;
}

function literal(s: State, code: number, end: number): void {
  const before = s.literal;
  const letter = s.flags.ignoreCase && /^[A-Za-z]$/.test(String.fromCodePoint(code));
  const shown = letter ? `[${showCode(code & ~32)}${showCode(code | 32)}]` : showCode(code);
  atom(s, unicodeFolded(s, shown), end);
  if (!s.flags.ignoreCase && before !== undefined) s.literal = before + String.fromCodePoint(code);
}

const unicodeFolded = (s: State, text: string): string =>
  s.flags.ignoreCase && s.flags.unicodeCase ? `(?i:${text})` : text;

function skipComment(s: State, character: string): boolean {
  if (character === "#") {
    const end = s.pattern.slice(s.at).search(/[\n\r\u0085\u2028\u2029]/);
    s.at = end < 0 ? s.pattern.length : s.at + end;
    return true;
  }
  if (!/[\t-\r ]/.test(character)) return false;
  s.at++;
  return true;
}

/** The end of the text, or before a line terminator that ends it. */
function endOfText(s: State, end: number): void {
  s.count++;
  s.terminators.push(s.count);
  atom(s, `(?:(\\r\\n|[${s.flags.unixLines ? "\\n" : TERMINATORS}])?\\z)`, end);
}

function escape(s: State): void {
  const letter = s.pattern[s.at + 1];
  if (letter === undefined) return invalid("a backslash ends the pattern", s.at);
  const set = readEscapedClass(s.pattern, s.at, s.flags.ignoreCase);
  if (set !== undefined) return atom(s, showClass(set.set), set.end);
  switch (letter) {
    case "Q": {
      const end = s.pattern.indexOf("\\E", s.at + 2);
      const quoted = s.pattern.slice(s.at + 2, end < 0 ? undefined : end);
      for (const character of quoted) literal(s, character.codePointAt(0) ?? 0, s.at);
      s.at = end < 0 ? s.pattern.length : end + 2;
      return;
    }
    case "b":
      if (s.pattern.startsWith("{", s.at + 2)) return unsupported("`\\b{g}` is not supported", s.at);
      return atom(s, "\\b", s.at + 2);
    case "B":
      return atom(s, "\\B", s.at + 2);
    case "A":
      return atom(s, "\\A", s.at + 2);
    case "z":
      return atom(s, "\\z", s.at + 2);
    case "Z":
      return endOfText(s, s.at + 2);
    case "R":
      return atom(s, `(?:\\r\\n|[\\x{b}\\f${TERMINATORS}])`, s.at + 2);
    case "G":
    case "X":
    case "N":
      return unsupported(`\`\\${letter}\` is not supported`, s.at);
    case "k":
      return unsupported("a back-reference cannot be matched in linear time", s.at);
  }
  if (letter >= "1" && letter <= "9") {
    return unsupported("a back-reference cannot be matched in linear time", s.at);
  }
  const escaped = escapedCode(s.pattern, s.at + 1);
  if (escaped === undefined) return invalid(`\`\\${letter}\` is no escape sequence`, s.at);
  literal(s, escaped.code, escaped.end);
}

function openGroup(s: State): void {
  const rest = s.pattern.slice(s.at, s.at + 80);
  const open = (text: string, length: number, flags = s.flags): void => {
    s.open.push(s.flags);
    s.flags = flags;
    s.out += text;
    s.at += length;
    s.quantifiable = false;
    s.literal = undefined;
  };
  if (!rest.startsWith("(?")) {
    s.groups.push(++s.count);
    return open("(", 1);
  }
  if (/^\(\?<?[=!]/.test(rest)) return unsupported("look-around cannot be matched in linear time", s.at);
  if (rest.startsWith("(?>")) return unsupported("an atomic group cannot be matched in linear time", s.at);
  const name = /^\(\?<([a-zA-Z][a-zA-Z0-9]*)>/.exec(rest);
  if (name?.[1] !== undefined) {
    if (s.names.has(name[1])) invalid(`two groups are called \`${name[1]}\``, s.at);
    s.groups.push(++s.count);
    s.names.set(name[1], s.groups.length - 1);
    return open("(", name[0].length);
  }
  const flags = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(rest);
  if (flags === null) return invalid("`(?` begins no group that there is", s.at);
  const [text, on = "", off = "", end] = flags;
  const changed = setFlags(s, setFlags(s, s.flags, on, true), off, false);
  if (end === ":") return open("(?:", text.length, changed);
  s.flags = changed;
  s.at += text.length;
  s.quantifiable = false;
}

function setFlags(s: State, flags: Flags, letters: string, value: boolean): Flags {
  let result = flags;
  for (const letter of letters) {
    if (letter === "U") unsupported("the flag `U` is not supported", s.at);
    const name = FLAG_LETTERS.get(letter) ?? invalid(`there is no flag \`${letter}\``, s.at);
    result = { ...result, [name]: value };
  }
  return result;
}

function quantifier(s: State, character: string): void {
  const start = s.at;
  let text = character;
  if (character === "{") {
    const counts = /^\{(\d+)(?:(,)(\d*))?\}/.exec(s.pattern.slice(s.at, s.at + 32));
    if (counts === null) return invalid("a repetition is not `{n}`, `{n,}` or `{n,m}`", start);
    const [whole, least = "", comma, most = ""] = counts;
    if (most !== "" && Number(most) < Number(least)) invalid("a repetition runs backwards", start);
    if (Math.max(Number(least), Number(most)) > MAX_COUNT) {
      unsupported(`a repetition of more than ${MAX_COUNT} times is not supported`, start);
    }
    text =
      comma === undefined ? `{${Number(least)}}` : `{${Number(least)},${most === "" ? "" : Number(most)}}`;
    s.at += whole.length;
  } else {
    if (!s.quantifiable) return invalid(`nothing stands before \`${character}\` to be repeated`, start);
    s.at++;
  }
  if (s.pattern[s.at] === "+")
    return unsupported("a possessive quantifier cannot be matched in linear time", s.at);
  const lazy = s.pattern[s.at] === "?";
  if (lazy) s.at++;
  // `{2}` behind nothing, or behind another quantifier, repeats nothing.
  if (s.quantifiable) s.out += text + (lazy ? "?" : "");
  s.quantifiable = false;
  s.literal = undefined;
}
