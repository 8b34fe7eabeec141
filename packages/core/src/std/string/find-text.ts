/** Where a text that this was made of first stands in another, from an offset on; -1 for nowhere. */
export type TextFinder = (text: string, from: number) => number;

/** The engine's own search is the fastest, but may take the product of both lengths: longer parts are not its. */
const SHORT = 128;

/** Takes time by the length of both texts. */
export function textFinder(part: string): TextFinder {
  if (part.length <= SHORT) return (text, from) => text.indexOf(part, from);
  const units = Uint16Array.from({ length: part.length }, (_, i) => part.charCodeAt(i));
  const borders = bordersOf(units);
  return (text, from) => {
    let matched = 0;
    for (let i = from; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      while (matched > 0 && unit !== units[matched]) matched = borders[matched - 1] ?? 0;
      if (unit === units[matched]) matched++;
      if (matched === units.length) return i - matched + 1;
    }
    return -1;
  };
}

/** Where `part` first stands in `text` from an offset on, in UTF-16 units; -1 for nowhere. */
export const indexOfText = (text: string, part: string, from = 0): number =>
  part.length <= SHORT ? text.indexOf(part, from) : textFinder(part)(text, from);

/** The texts between occurrences of `delimiter`, which is not empty. */
export function splitText(text: string, delimiter: string): readonly string[] {
  if (delimiter.length <= SHORT) return text.split(delimiter);
  const find = textFinder(delimiter);
  const parts: string[] = [];
  let start = 0;
  for (let at = find(text, 0); at >= 0; at = find(text, start)) {
    parts.push(text.slice(start, at));
    start = at + delimiter.length;
  }
  parts.push(text.slice(start));
  return parts;
}

/** For each beginning of `part`, how long its longest end is that is a beginning too (Knuth, Morris and Pratt). */
export function bordersOf(part: ArrayLike<number>): Int32Array {
  const borders = new Int32Array(part.length);
  let length = 0;
  for (let i = 1; i < part.length; i++) {
    while (length > 0 && part[i] !== part[length]) length = borders[length - 1] ?? 0;
    if (part[i] === part[length]) length++;
    borders[i] = length;
  }
  return borders;
}
