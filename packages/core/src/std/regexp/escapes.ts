import { ofRanges, type CharClass } from "./char-class.js";
import { rangesOfPairs, type Ranges } from "./code-set.js";

/** `\d` and its like, each with the capital letter for all others. */
const CLASSES: ReadonlyMap<string, Ranges> = new Map([
  ["d", rangesOfPairs("09")],
  ["w", rangesOfPairs("09AZ__az")],
  ["s", rangesOfPairs("\t\r  ")],
  [
    "h",
    rangesOfPairs("\t\t  \xa0\xa0\u1680\u1680\u180e\u180e\u2000\u200a\u202f\u202f\u205f\u205f\u3000\u3000"),
  ],
  ["v", rangesOfPairs("\n\r\x85\x85\u2028\u2029")],
]);

/** The class that `\letter` stands for. */
export function escapedClass(letter: string): CharClass | undefined {
  const ranges = CLASSES.get(letter.toLowerCase());
  return ranges && ofRanges(ranges, letter !== letter.toLowerCase());
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["r", 13],
  ["f", 12],
  ["a", 7],
  ["e", 27],
]);

/** The code point that the text behind a backslash stands for, and where that text ends. */
export function escapedCode(
  pattern: string,
  at: number,
): { readonly code: number; readonly end: number } | undefined {
  const letter = pattern.charAt(at);
  const control = CONTROLS.get(letter);
  if (control !== undefined) return { code: control, end: at + 1 };
  const rest = pattern.slice(at, at + 16);
  switch (letter) {
    case "0":
      return number(at + 1, /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(rest.slice(1))?.[0], 8);
    case "x": {
      const braced = /^\{([0-9A-Fa-f]+)\}/.exec(rest.slice(1));
      if (braced === null) return number(at + 1, /^[0-9A-Fa-f]{2}/.exec(rest.slice(1))?.[0], 16);
      const code = parseInt(braced[1] ?? "", 16);
      return code > 0x10ffff ? undefined : { code, end: at + 1 + braced[0].length };
    }
    case "u": {
      const first = number(at + 1, /^[0-9A-Fa-f]{4}/.exec(rest.slice(1))?.[0], 16);
      const second = /^\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/.exec(rest.slice(5))?.[1];
      if (first === undefined || (first.code & 0xfc00) !== 0xd800 || second === undefined) return first;
      const low = parseInt(second, 16);
      return { code: 0x10000 + ((first.code & 0x3ff) << 10) + (low & 0x3ff), end: at + 11 };
    }
    case "c": {
      const next = pattern.charCodeAt(at + 1);
      return Number.isNaN(next) ? undefined : { code: next ^ 64, end: at + 2 };
    }
    default: {
      // Any other character that is no letter or digit stands for itself.
      const code = pattern.codePointAt(at);
      if (code === undefined || /^[A-Za-z0-9]$/.test(letter)) return undefined;
      return { code, end: at + (code > 0xffff ? 2 : 1) };
    }
  }
}

const number = (
  start: number,
  digits: string | undefined,
  radix: number,
): { readonly code: number; readonly end: number } | undefined =>
  digits === undefined ? undefined : { code: parseInt(digits, radix), end: start + digits.length };
