import { nearest, type Problem, type Span } from "@pinion/core";
import type { IToken } from "chevrotain";
import type { IntervalPart } from "../expr.js";
import { Text } from "../scan/tokens.js";
import { spanOf } from "./base.js";
import { intervalType } from "./type-names.js";

const MONTHS = ["year", "month"];
const TIMES = ["week", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];
const UNITS = new Set([...MONTHS, ...TIMES].flatMap((unit) => [unit, `${unit}s`]));

/** Whether the word, in lower case, is a unit of INTERVAL. */
export const isIntervalUnit = (word: string): boolean => UNITS.has(word);

const singular = (unit: string): string => (unit.endsWith("s") ? unit.slice(0, -1) : unit);

/** A unit that there is not. */
export function intervalUnitProblem(token: IToken): Problem | undefined {
  const unit = token.image.toLowerCase();
  if (UNITS.has(unit)) return undefined;
  const meant = nearest(unit, UNITS);
  const span = spanOf(token, undefined);
  const problem = {
    code: "PN2020",
    message: `\`${token.image}\` is no unit of an INTERVAL`,
    span,
    label: "unknown unit",
  } as const;
  return meant === undefined
    ? { ...problem, help: `the units are ${[...MONTHS, ...TIMES].join(", ")}` }
    : { ...problem, help: `did you mean \`${meant}\`?`, suggestion: { span, text: meant } };
}

/** A number with a suffix or an exponent. */
export const intervalNumberProblem = (token: IToken): Problem | undefined =>
  token.tokenType === Text || /^[0-9.]+$/.test(token.image)
    ? undefined
    : {
        code: "PN2020",
        message: "the number of an INTERVAL has neither a suffix nor an exponent",
        span: spanOf(token, undefined),
      };

/** Units, all of them known, that do not fit together. */
export function intervalProblem(parts: readonly IntervalPart[], span: Span): Problem | undefined {
  if (parts.some(({ unit, to }) => !UNITS.has(unit) || (to !== null && !UNITS.has(to)))) return undefined;
  for (const { unit, to, span: place } of parts) {
    if (to === null || (to !== unit && intervalType(unit, to) !== undefined)) continue;
    return {
      code: "PN2020",
      message: `an INTERVAL does not run from ${unit.toUpperCase()} to ${to.toUpperCase()}`,
      span: place,
      help: "the ends are YEAR TO MONTH, or two of DAY, HOUR, MINUTE, SECOND in this order",
    };
  }
  if (parts.length > 1 && parts.some((part) => part.to !== null)) {
    return {
      code: "PN2020",
      message: "an INTERVAL with TO has one value",
      span,
      help: "add two intervals: `INTERVAL '1-2' YEAR TO MONTH + INTERVAL 3 MONTHS`",
    };
  }
  const months = parts.filter((part) => MONTHS.includes(singular(part.unit)));
  if (months.length === 0 || months.length === parts.length) return undefined;
  return {
    code: "PN2020",
    message: "an INTERVAL holds years and months, or days and times, not both",
    span,
    label: "mixed units",
    help: "add one to the date after the other: `d + INTERVAL 1 MONTH + INTERVAL 1 DAY`",
  };
}
