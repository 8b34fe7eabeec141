import type { WindowDefinition } from "./definitions.js";
import { DefinitionError, type DefinitionPlace } from "./error.js";
import { frozen } from "./frozen.js";
import { shown } from "./name.js";

/** A length of time: a whole number and a unit, as in `90d`. A week is 7 days, a year 365 days. */
export type WindowText = `${number}${"s" | "m" | "h" | "d" | "w" | "y"}`;

const SECONDS = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3_600],
  ["d", 86_400],
  ["w", 604_800],
  ["y", 31_536_000],
]);

/** No window is longer than this: 10,000 years. */
const LONGEST = 315_360_000_000;

export function windowOf(text: unknown, place: DefinitionPlace): WindowDefinition {
  const match = typeof text === "string" ? /^(\d{1,12})([smhdwy])$/.exec(text) : null;
  const seconds = Number(match?.[1] ?? 0) * (SECONDS.get(match?.[2] ?? "") ?? 0);
  if (typeof text !== "string" || seconds <= 0 || seconds > LONGEST) {
    throw new DefinitionError("PN1102", `${shown(text)} is no window`, place, {
      label: "not a length of time",
      help: meant(text) ?? 'write a whole number greater than 0 and one of s, m, h, d, w, y, as in "90d"',
    });
  }
  return frozen({ text, path: frozen(place.path), seconds });
}

/** Units as they are written elsewhere; a month has no fixed length, and 30 days are near it. */
const UNITS: readonly (readonly [pattern: RegExp, count: number, unit: string])[] = [
  [/^(?:s|secs?|seconds?)$/, 1, "s"],
  [/^(?:m|mins?|minutes?)$/, 1, "m"],
  [/^(?:h|hrs?|hours?)$/, 1, "h"],
  [/^(?:d|days?)$/, 1, "d"],
  [/^(?:w|weeks?)$/, 1, "w"],
  [/^(?:mos?|mon|months?)$/, 30, "d"],
  [/^(?:y|yrs?|years?)$/, 1, "y"],
];

/** What `90 days` and its like stand for. */
function meant(text: unknown): string | undefined {
  const [, digits, word] =
    typeof text === "string" ? (/^ *(\d{1,9}) *([a-z]{1,9}) *$/i.exec(text) ?? []) : [];
  if (digits === undefined || word === undefined || Number(digits) === 0) return undefined;
  const unit = UNITS.find(([pattern]) => pattern.test(word.toLowerCase()));
  return unit && `did you mean "${Number(digits) * unit[1]}${unit[2]}"?`;
}
