import type { LostEscape } from "../expr.js";

const SIMPLE = new Map([
  ["0", "\0"],
  ["b", "\b"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["Z", "\x1a"],
  // Kept with the backslash, for LIKE.
  ["%", "\\%"],
  ["_", "\\_"],
]);

// A doubled quote; \u20ac; \U0001f600; octal \101; any other character behind a backslash.
const SINGLE = /''|\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([01][0-7]{2})|([\s\S]))/g;
const DOUBLE = /""|\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([01][0-7]{2})|([\s\S]))/g;

type Groups = [short?: string, long?: string, octal?: string, other?: string];

/** The text that a string literal stands for, from how it was written: prefix r, quotes and escapes included. */
export function decodeText(image: string): string {
  const first = image.charAt(0);
  if (first === "r" || first === "R") return image.slice(2, -1);
  const body = image.slice(1, -1);
  return body.replace(first === "'" ? SINGLE : DOUBLE, (_match, ...groups) => {
    const [short, long, octal, other] = groups as Groups;
    if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
    if (long !== undefined) return ofCodePoint(Number.parseInt(long, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (other !== undefined) return SIMPLE.get(other) ?? other;
    return first;
  });
}

/** What a regular expression loses where it is written with single backslashes; undefined where nothing is. */
export function lostEscape(image: string): LostEscape | undefined {
  if (!/^['"]/.test(image) || image.includes("\\\\")) return undefined;
  const sign = /\\[dDwWsSpPB.*+?|()[\]{}^$]/.exec(image)?.[0];
  const quote = image.charAt(0);
  const raw = `r${image}`;
  return sign === undefined || image.slice(1, -1).includes(quote) ? undefined : { sign, raw };
}

const ofCodePoint = (point: number): string => (point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point));

/** The name between backticks, as it was written. */
export const decodeName = (image: string): string => image.slice(1, -1).replaceAll("``", "`");
