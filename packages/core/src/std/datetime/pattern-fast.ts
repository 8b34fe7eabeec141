import type { Element } from "./pattern-elements.js";

/**
 * Where the digits stand in a text of fixed widths, such as those of `yyyy-MM-dd HH:mm:ss.SSS`: the plain case
 * that nearly all texts are, read without trying. A text that it does not fit is read the slow way.
 */
export interface FastShape {
  /** Characters in front of the fraction, or of the whole text. */
  readonly length: number;
  /** Offsets of the two-digit fields, -1 of those that are missing; the year has four digits. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Offsets and UTF-16 codes of what stands between. */
  readonly literals: readonly (readonly [at: number, code: number])[];
  /** Most digits of a fraction at the end; 0 where there is none. */
  readonly fraction: number;
}

const FIELDS = ["month", "day", "hour", "minute", "second"] as const;

export function fastShapeOf(elements: readonly Element[]): FastShape | null {
  const shape = { year: -1, month: -1, day: -1, hour: -1, minute: -1, second: -1 };
  const literals: [number, number][] = [];
  let fraction = 0;
  let at = 0;
  for (const element of elements) {
    if (fraction > 0) return null;
    if (element.kind === "literal") {
      for (let i = 0; i < element.text.length; i++) literals.push([at++, element.text.charCodeAt(i)]);
    } else if (element.kind === "fraction" && element.max > 1) {
      fraction = element.max;
    } else if (element.kind === "number" && element.field === "year") {
      if (shape.year >= 0 || element.min !== 4) return null;
      shape.year = at;
      at += 4;
    } else if (element.kind === "number" && element.min === 2 && element.max === 2) {
      const field = FIELDS.find((name) => name === element.field);
      if (field === undefined || shape[field] >= 0) return null;
      shape[field] = at;
      at += 2;
    } else {
      return null;
    }
  }
  // With an hour missing or a gap between minute and fraction the rules of resolving differ.
  if (shape.year < 0 || shape.month < 0 || shape.day < 0) return null;
  const { hour, minute, second } = shape;
  if ((hour < 0 && minute >= 0) || (minute < 0 && second >= 0) || (second < 0 && fraction > 0)) return null;
  return { ...shape, length: at, literals, fraction };
}

/** The fraction of the text behind the shape as microseconds; -1 where it does not fit. */
export function fastFraction(text: string, from: number, most: number): number {
  const digits = text.length - from;
  if (digits < 1 || digits > most) return -1;
  let value = 0;
  for (let i = 0; i < 6; i++) {
    const digit = i < digits ? text.charCodeAt(from + i) - 48 : 0;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  for (let i = 6; i < digits; i++) {
    const digit = text.charCodeAt(from + i) - 48;
    if (digit < 0 || digit > 9) return -1;
  }
  return value;
}

/** Two digits, or NaN. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
