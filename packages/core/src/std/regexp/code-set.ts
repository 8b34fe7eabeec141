/** Code points as ranges, both ends counted, in order and apart from each other. */
export type Ranges = readonly (readonly [first: number, last: number])[];

export const LAST_CODE_POINT = 0x10ffff;

export const single = (code: number): Ranges => [[code, code]];

/** Ranges given by the characters at their ends: `"azAZ09"`. */
export function rangesOfPairs(pairs: string): Ranges {
  const codes = Array.from(pairs, (character) => character.codePointAt(0) ?? 0);
  return union(codes.flatMap((code, i) => (i % 2 === 0 ? [[code, codes[i + 1] ?? code] as const] : [])));
}

/** In order, those that touch made one. */
export function union(...all: readonly Ranges[]): Ranges {
  const sorted = all.flat().sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [first, last] of sorted) {
    const open = result.at(-1);
    if (open !== undefined && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else result.push([first, last]);
  }
  return result;
}

export function complement(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [first, last] of ranges) {
    if (first > next) result.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) result.push([next, LAST_CODE_POINT]);
  return result;
}

export const intersection = (a: Ranges, b: Ranges): Ranges => complement(union(complement(a), complement(b)));

/** The letters A to Z and a to z among the ranges joined by those of the other case. */
export function foldAscii(ranges: Ranges): Ranges {
  const folded = ranges.flatMap(([first, last]) =>
    [
      [Math.max(first, 65) + 32, Math.min(last, 90) + 32] as const,
      [Math.max(first, 97) - 32, Math.min(last, 122) - 32] as const,
    ].filter(([from, to]) => from <= to),
  );
  return union(ranges, folded);
}

/** The ranges as they stand between the brackets of a class of RE2. */
export const showRanges = (ranges: Ranges): string =>
  ranges
    .map(([first, last]) => (first === last ? showCode(first) : `${showCode(first)}-${showCode(last)}`))
    .join("");

/** One code point, as it stands in a pattern of RE2 and between its brackets. */
export function showCode(code: number): string {
  const character = String.fromCodePoint(code);
  return /^[A-Za-z0-9_]$/.test(character) ? character : `\\x{${code.toString(16)}}`;
}
