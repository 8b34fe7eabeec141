/*
 * How many columns of a terminal a text takes. East Asian wide and emoji take two, marks and joiners none;
 * after Unicode Standard Annex 11 and Technical Standard 51.
 */

/** First and last code points of the blocks whose characters are wide. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18aff],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
const ZERO_WIDTH = /^(?:\p{M}|[\u200b-\u200d\u2060])$/u;
const EMOJI = /^\p{Emoji_Presentation}$/u;
const JOINER = "\u200d";

/** The columns of a text that {@link visible} has been over. */
export function widthOf(text: string): number {
  let width = 0;
  let joined = false;
  for (const character of text) {
    if (!joined) width += widthOfCharacter(character);
    joined = character === JOINER;
  }
  return width;
}

function widthOfCharacter(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (ZERO_WIDTH.test(character)) return 0;
  const wide = WIDE.some(([first, last]) => point >= first && point <= last);
  return wide || EMOJI.test(character) ? 2 : 1;
}

const TAB = "    ";

/**
 * A text as it can be shown: tabs are four spaces, and what would move a terminal's cursor, change its
 * colours or turn the order of the characters is one replacement character each.
 */
export function visible(text: string): string {
  return text
    .replaceAll("\t", TAB)
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
