import { nearest, type Problem, type Span } from "@pinion/core";
import type { IToken } from "chevrotain";
import { Text } from "../scan/tokens.js";
import { decodeText } from "../scan/escapes.js";

const CALLS: ReadonlyMap<string, string> = new Map([
  ["timestampadd", "timestampadd"],
  ["dateadd", "timestampadd"],
  ["date_add", "timestampadd"],
  ["timestampdiff", "timestampdiff"],
  ["datediff", "timestampdiff"],
  ["date_diff", "timestampdiff"],
  ["timediff", "timestampdiff"],
]);

const UNITS = [
  "year",
  "quarter",
  "month",
  "week",
  "day",
  "dayofyear",
  "hour",
  "minute",
  "second",
  "millisecond",
  "microsecond",
];

/** Whether calls of the name (in lower case) can have a unit as first of three arguments. */
export const isUnitCall = (name: string): boolean => CALLS.has(name);

/** The one name that all spellings of a call with a unit have in the tree. */
export const unitCallName = (name: string): string => CALLS.get(name.toLowerCase()) ?? name;

/** What is wrong with the unit of such a call: written as a string, or unknown. */
export function datetimeUnitProblem(unit: IToken, callee: string, span: Span): Problem | undefined {
  const quoted = unit.tokenType === Text;
  const word = quoted ? decodeText(unit.image) : unit.image;
  const known = UNITS.includes(word.toLowerCase());
  if (known && !quoted) return undefined;
  const singular = word.toLowerCase().replace(/s$/, "");
  const meant = known ? word.toUpperCase() : UNITS.includes(singular) ? singular : nearest(word, UNITS);
  const problem = {
    code: "PN2021",
    message: quoted
      ? `the unit of ${callee.toUpperCase()} is a word, not a string`
      : `\`${word}\` is no unit of ${callee.toUpperCase()}`,
    span,
  } as const;
  if (meant === undefined) return { ...problem, help: `the units are ${UNITS.join(", ")}` };
  return {
    ...problem,
    help: known ? `write \`${meant}\` without quotes` : `did you mean \`${meant}\`?`,
    suggestion: { span, text: meant },
  };
}
