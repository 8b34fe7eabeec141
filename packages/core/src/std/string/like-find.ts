import { unitsAt } from "./code-points.js";
import { textFinder, type TextFinder } from "./find-text.js";

/** Literal text, or as many `_` as stand for any code points. */
export type Piece = { readonly text: string } | { readonly gap: number };

/** Where the pieces end that stand at the offset; -1 where they do not stand there. */
export function matchAt(pieces: readonly Piece[], text: string, start: number): number {
  let offset = start;
  for (const piece of pieces) {
    if ("gap" in piece) offset = behind(text, piece.gap, offset);
    else offset = text.startsWith(piece.text, offset) ? offset + piece.text.length : -1;
    if (offset < 0) return -1;
  }
  return offset;
}

/** Finds pieces in a text: where their leftmost occurrence from an offset ends, or -1. */
export type Finder = TextFinder;

/** So many places are looked at together. */
const WORD = 32;

/** Places are tried one by one for as many steps a character; beyond that they are looked at together. */
const STEPS = 8;

export function finderOf(pieces: readonly Piece[]): Finder {
  // Gaps at either end only move the places where the rest may stand.
  const before = gapOf(pieces[0]);
  const after = pieces.length > 1 ? gapOf(pieces.at(-1)) : 0;
  const core = pieces.slice(before > 0 ? 1 : 0, after > 0 ? -1 : undefined);
  const find = coreFinder(core);
  return (text, from) => {
    const start = before > 0 ? behind(text, before, from) : from;
    const end = start < 0 ? -1 : find(text, start);
    return end < 0 || after === 0 ? end : behind(text, after, end);
  };
}

/** Of what begins and ends with literal text. */
function coreFinder(core: readonly Piece[]): Finder {
  const [first, ...rest] = core;
  if (first === undefined || "gap" in first) return (_, from) => from;
  const literal = first.text;
  const findFirst = textFinder(literal);
  if (rest.length === 0) {
    return (text, from) => {
      const at = findFirst(text, from);
      return at < 0 ? -1 : at + literal.length;
    };
  }
  const gaps = core.reduce((sum, piece) => sum + gapOf(piece), 0);
  // What trying one place takes at most: gaps are walked, texts are compared by more than a character at a time.
  const cost = core.reduce((sum, piece) => sum + 1 + Math.ceil(lengthOf(piece) / WORD), gaps);
  let together: TextFinder | undefined;
  return (text, from) => {
    let steps = 0;
    for (let start = from; ; start += unitsAt(text, start)) {
      start = findFirst(text, start);
      if (start < 0 || start + gaps > text.length) return -1;
      if (steps > STEPS * (start - from + WORD)) {
        together ??= placeFinder(core);
        const at = together(text, start);
        return at < 0 ? -1 : matchAt(core, text, at);
      }
      const end = matchAt(core, text, start);
      if (end >= 0) return end;
      steps += cost;
    }
  };
}

/**
 * Finds where pieces stand by looking at 32 places at once: a bit for each, which remains where each character of
 * the pieces stands at its distance. It takes a 32nd of the text's length times that of the literal texts.
 */
function placeFinder(pieces: readonly Piece[]): TextFinder {
  const wanted = new Map<number, number[]>();
  let length = 0;
  for (const piece of pieces) {
    if ("gap" in piece) {
      length += piece.gap;
      continue;
    }
    for (const character of piece.text) {
      const point = character.codePointAt(0) ?? 0;
      const distances = wanted.get(point) ?? [];
      if (distances.length === 0) wanted.set(point, distances);
      distances.push(length++);
    }
  }
  const words = Math.max(WORD, Math.ceil(length / WORD));
  return (text, from) => {
    for (let start = from; start < text.length;) {
      const found = Array.from(wanted, (): number[] => []);
      const index = new Map(Array.from(wanted.keys(), (point, i) => [point, i]));
      const next = collect(text, start, words * WORD, length, index, found);
      const places = new Int32Array(words).fill(-1);
      const all = [...wanted.values()].every((distances, i) =>
        narrow(places, distances, found[i] ?? [], length),
      );
      if (all) return behind(text, firstBit(places), start);
      start = next;
    }
    return -1;
  };
}

/** Where the characters stand that are looked for, counted from a start; returns where the next places begin. */
function collect(
  text: string,
  start: number,
  places: number,
  length: number,
  index: ReadonlyMap<number, number>,
  found: readonly number[][],
): number {
  let next = text.length;
  for (let i = 0, offset = start; i < places + length && offset < text.length; i++) {
    if (i === places) next = offset;
    const units = unitsAt(text, offset);
    const at = index.get(units === 2 ? (text.codePointAt(offset) ?? 0) : text.charCodeAt(offset));
    if (at !== undefined) found[at]?.push(i);
    offset += units;
  }
  return next;
}

/** Leaves the places that have one of these characters at each of the distances; whether any is left. */
function narrow(
  places: Int32Array,
  distances: readonly number[],
  characters: readonly number[],
  length: number,
): boolean {
  const bits = new Int32Array(places.length + Math.ceil(length / WORD) + 1);
  for (const at of characters) bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
  let any = 0;
  for (const distance of distances) {
    const from = distance >>> 5;
    const shift = distance & 31;
    any = 0;
    for (let i = 0; i < places.length; i++) {
      const low = (bits[from + i] ?? 0) >>> shift;
      const high = shift === 0 ? 0 : (bits[from + i + 1] ?? 0) << (WORD - shift);
      const left = (places[i] ?? 0) & (low | high);
      places[i] = left;
      any |= left;
    }
    if (any === 0) return false;
  }
  return true;
}

function firstBit(places: Int32Array): number {
  const word = places.findIndex((bits) => bits !== 0);
  const bits = places[word] ?? 0;
  return word * WORD + 31 - Math.clz32(bits & -bits);
}

/** The offset so many code points on; -1 where the text has not as many. */
function behind(text: string, count: number, start: number): number {
  let offset = start;
  for (let i = 0; i < count; i++) {
    if (offset >= text.length) return -1;
    offset += unitsAt(text, offset);
  }
  return offset;
}

const gapOf = (piece: Piece | undefined): number => (piece !== undefined && "gap" in piece ? piece.gap : 0);

const lengthOf = (piece: Piece): number => ("gap" in piece ? 0 : piece.text.length);
