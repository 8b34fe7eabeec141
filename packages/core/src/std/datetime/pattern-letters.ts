import type { Element, Field, PatternError, PatternUse, SignRule } from "./pattern-elements.js";

/** A letter's element; `fixedWidth` where it is a number of so many digits that neighbours leave room for. */
export interface LettersResult {
  readonly element: Element;
  readonly fixedWidth?: number;
}

export interface LettersContext {
  readonly use: PatternUse;
  /** Whether the pattern has a `G`, so that `y` counts within the era. */
  readonly hasEra: boolean;
}

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
/** From Monday. */
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ERAS = ["BC", "AD"];
const ERAS_IN_FULL = ["Before Christ", "Anno Domini"];
const HALVES = ["AM", "PM"];
const QUARTERS = ["Q1", "Q2", "Q3", "Q4"];
const QUARTERS_IN_FULL = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];

const shortened = (texts: readonly string[]): readonly string[] => texts.map((text) => text.slice(0, 3));

const MAX_WIDTH = 19;

/** What a run of one letter means. */
export function lettersElement(
  letter: string,
  count: number,
  context: LettersContext,
): LettersResult | PatternError {
  switch (letter) {
    case "y":
      return yearElement(context.hasEra ? "yearOfEra" : "year", count);
    case "G":
      return textElement("era", count === 4 ? ERAS_IN_FULL : ERAS, 0);
    case "M":
    case "L":
      if (count <= 2) return numberElement("month", count);
      return textElement("month", count === 3 ? shortened(MONTHS) : MONTHS, 1);
    case "Q":
    case "q":
      if (count <= 2) return numberElement("quarter", count);
      return textElement("quarter", count === 3 ? QUARTERS : QUARTERS_IN_FULL, 1);
    case "E":
      return textElement("weekday", count <= 3 ? shortened(WEEKDAYS) : WEEKDAYS, 1);
    case "a":
      return count === 1 ? textElement("half", HALVES, 0) : tooMany(letter, 1);
    case "D":
      if (count === 1) return numberElement("dayOfYear", 1);
      return count <= 3
        ? ranged("dayOfYear", count, 3, "none")
        : tooMany(letter, 3, "`dd` is the day of the month");
    case "F":
      return count === 1 ? numberElement("alignedWeekday", 1) : tooMany(letter, 1);
    case "d":
    case "h":
    case "H":
    case "k":
    case "K":
    case "m":
    case "s":
      return count <= 2 ? numberElement(CLOCK[letter], count) : tooMany(letter, 2);
    case "S":
      return fractionElement(count, context.use);
    case "V":
      return count === 2 ? { element: { kind: "zoneId" } } : exactly(letter, "2");
    case "v":
      if (count !== 1 && count !== 4) return exactly(letter, "1 or 4");
      return { element: { kind: "zoneName", full: count === 4, generic: true } };
    case "z":
      if (count > 4) return tooMany(letter, 4);
      return { element: { kind: "zoneName", full: count === 4, generic: false } };
    case "O":
      if (count !== 1 && count !== 4) return exactly(letter, "1 or 4");
      return { element: { kind: "localizedOffset", full: count === 4 } };
    case "Z":
    case "X":
    case "x":
      return offsetElement(letter, count);
    default:
      return {
        error: `has the letter \`${letter}\`, which means nothing`,
        help: `quote it: \`'${letter}'\``,
      };
  }
}

const CLOCK = {
  d: "day",
  h: "clockHourOfHalf",
  H: "hour",
  k: "clockHour",
  K: "hourOfHalf",
  m: "minute",
  s: "second",
} as const;

function tooMany(letter: string, most: number, help?: string): PatternError {
  const error = `has more than ${most} of the letter \`${letter}\``;
  return help === undefined ? { error } : { error, help };
}

const exactly = (letter: string, count: string): PatternError => ({
  error: `does not have ${count} of the letter \`${letter}\` in a row`,
});

function yearElement(field: Field, count: number): LettersResult {
  if (count === 2) return { element: { kind: "shortYear", field, behind: 0 }, fixedWidth: 2 };
  return ranged(field, count, MAX_WIDTH, count < 4 ? "minus" : "exceeds");
}

function numberElement(field: Field, count: number): LettersResult {
  if (count === 1) return ranged(field, 1, MAX_WIDTH, "minus");
  return { ...ranged(field, count, count, "none"), fixedWidth: count };
}

function ranged(field: Field, min: number, max: number, sign: SignRule): LettersResult {
  const element = { kind: "number", field, min, max, sign, behind: 0 } as const;
  return min === max && sign === "none" ? { element, fixedWidth: max } : { element };
}

const textElement = (field: Field, texts: readonly string[], base: number): LettersResult => ({
  element: { kind: "text", field, texts, base },
});

/** Reading takes a fraction of any length up to the letters'; writing gives exactly so many digits. */
function fractionElement(count: number, use: PatternUse): LettersResult | PatternError {
  if (count > 9) return tooMany("S", 9);
  const element = { kind: "fraction", min: use === "parse" ? 1 : count, max: count } as const;
  return element.min === element.max ? { element, fixedWidth: count } : { element };
}

function offsetElement(letter: "Z" | "X" | "x", count: number): LettersResult | PatternError {
  if (count > 5) return tooMany(letter, 5);
  if (letter === "Z") {
    if (count === 4) return { element: { kind: "localizedOffset", full: true } };
    const element = count === 5 ? offset(5, "Z") : offset(2, "+0000");
    return { element };
  }
  const zero = letter === "X" ? "Z" : count === 1 ? "+00" : count % 2 === 0 ? "+0000" : "+00:00";
  return { element: offset(count, zero) };
}

function offset(count: number, zero: string): Element {
  return {
    kind: "offset",
    minutes: count === 1 ? "present" : "always",
    seconds: count >= 4 ? "present" : "never",
    colon: count === 3 || count === 5,
    zero,
  };
}
