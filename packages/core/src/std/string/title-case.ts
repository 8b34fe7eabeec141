/*
 * The title case of one code point by Unicode's full mappings. It is the upper case but for the letters
 * listed here (Unicode Character Database: UnicodeData.txt, SpecialCasing.txt).
 */

/** Letters that are two: each row has upper, title and lower case. */
const DIGRAPHS = new Map(
  ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"].flatMap((row) =>
    [...row].map((letter): [string, string] => [letter, row[1] ?? letter]),
  ),
);

/** Georgian letters have an upper case but no title case. */
const isGeorgian = (code: number): boolean => code >= 0x10d0 && code <= 0x10ff;

/** Greek letters with iota subscript: upper case spells the iota out, title case does not. */
const isIotaLetter = (code: number): boolean => code >= 0x1f80 && code <= 0x1faf;
const LONE_IOTA = new Map([
  ["ᾳ", "ᾼ"],
  ["ῃ", "ῌ"],
  ["ῳ", "ῼ"],
  ["ᾼ", "ᾼ"],
  ["ῌ", "ῌ"],
  ["ῼ", "ῼ"],
]);

export function titleCase(letter: string): string {
  const listed = DIGRAPHS.get(letter) ?? LONE_IOTA.get(letter);
  if (listed !== undefined) return listed;
  const code = letter.codePointAt(0) ?? 0;
  if (isGeorgian(code)) return letter;
  if (letter === "ŉ") return "ʼN";
  if (isIotaLetter(code)) return String.fromCodePoint(code | 8);
  const upper = letter.toUpperCase();
  const [first = "", ...rest] = upper;
  if (rest.length === 0) return upper;
  // A mapping to several letters (ß to SS, ﬁ to FI) raises the first alone; a subscript stays a mark.
  return first + rest.map((part) => (part === "Ι" ? "\u0345" : part.toLowerCase())).join("");
}
