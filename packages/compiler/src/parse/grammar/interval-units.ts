import { nearest, type Problem, type Span } from "@pinion/core";
import type { IntervalPart } from "../expr.js";
import { intervalType } from "./type-names.js";

const MONTHS = ["year", "month"];
const TIMES = ["week", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];
const UNITS = new Set([...MONTHS, ...TIMES].flatMap((unit) => [unit, `${unit}s`]));

/** Whether the word, in lower case, is a unit of INTERVAL. */
export const isIntervalUnit = (word: string): boolean => UNITS.has(word);

const singular = (unit: string): string => (unit.endsWith("s") ? unit.slice(0, -1) : unit);

/** What is wrong with the units of an INTERVAL. */
export function intervalProblem(parts: readonly IntervalPart[], span: Span): Problem | undefined {
  for (const part of parts) {
    const problem = unitProblem(part);
    if (problem !== undefined) return problem;
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
  if (months.length > 0 && months.length < parts.length) {
    return {
      code: "PN2020",
      message: "an INTERVAL holds years and months, or days and times, not both",
      span,
      label: "mixed units",
      help: "add one to the date after the other: `d + INTERVAL 1 MONTH + INTERVAL 1 DAY`",
    };
  }
  return undefined;
}

function unitProblem(part: IntervalPart): Problem | undefined {
  const unknown = [part.unit, ...(part.to === null ? [] : [part.to])].find((unit) => !UNITS.has(unit));
  if (unknown !== undefined) {
    const meant = nearest(unknown, UNITS);
    return {
      code: "PN2020",
      message: `\`${unknown}\` is no unit of an INTERVAL`,
      span: part.span,
      label: "unknown unit",
      help:
        meant === undefined
          ? `the units are ${[...MONTHS, ...TIMES].join(", ")}`
          : `did you mean \`${meant}\`?`,
    };
  }
  if (part.to !== null && (part.to === part.unit || intervalType(part.unit, part.to) === undefined)) {
    return {
      code: "PN2020",
      message: `an INTERVAL does not run from ${part.unit.toUpperCase()} to ${part.to.toUpperCase()}`,
      span: part.span,
      help: "the ends are YEAR TO MONTH, or two of DAY, HOUR, MINUTE, SECOND in this order",
    };
  }
  return undefined;
}
