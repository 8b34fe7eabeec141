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
      help: 'write a whole number greater than 0 and one of s, m, h, d, w, y, as in "90d"',
    });
  }
  return frozen({ text, path: frozen(place.path), seconds });
}
