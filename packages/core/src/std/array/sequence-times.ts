import type { CalendarInterval, Int64 } from "../../values/value.js";
import { dateToTimestamp, timestampToDate } from "../cast/datetime.js";
import { MICROS_PER_DAY } from "../datetime/micros.js";
import { moveTimestamp } from "../datetime/move.js";
import { zoneOf, type Zone } from "../datetime/zone.js";
import { MAX_ELEMENTS } from "./limits.js";
import { sequenceIntegers } from "./sequence.js";

/** What a sequence steps over, and by what: the kinds of their types. */
export interface TimeSteps {
  readonly zone: Zone;
  readonly of: "date" | "timestamp";
  readonly step: "yearMonthInterval" | "dayTimeInterval" | "calendarInterval";
}

export const timeSteps = (timeZone: string, of: TimeSteps["of"], step: TimeSteps["step"]): TimeSteps => ({
  zone: zoneOf(timeZone),
  of,
  step,
});

interface Step {
  readonly months: number;
  readonly days: number;
  readonly micros: Int64;
}

type Interval = number | bigint | CalendarInterval;

/** An interval in the parts that a timestamp is moved by; whole days of microseconds are days of the calendar. */
function stepOf(kind: TimeSteps["step"], interval: Interval): Step {
  if (typeof interval === "object") return interval;
  if (kind === "yearMonthInterval") return { months: Number(interval), days: 0, micros: 0 };
  const days = Number(BigInt(interval) / BigInt(MICROS_PER_DAY));
  return { months: 0, days, micros: Number(BigInt(interval) % BigInt(MICROS_PER_DAY)) };
}

/** Which way a step goes, months taken for no longer than February. */
function signOf({ months, days, micros }: Step): number {
  const estimate = BigInt(months * 28 + days) * BigInt(MICROS_PER_DAY) + BigInt(micros);
  return estimate > 0n ? 1 : estimate < 0n ? -1 : 0;
}

/**
 * The dates or timestamps from `start` to `stop` in steps of an interval, or of a day towards it. Months are
 * counted from the start, so that the end of a short month does not stay with those behind it. NULL for a
 * step that does not lead there, for dates one without a day or month, and beyond the limit.
 */
export function sequenceTimes(
  { zone, of, step: kind }: TimeSteps,
  start: Int64,
  stop: Int64,
  interval?: Interval,
): readonly Int64[] | null {
  const step = interval === undefined ? oneDay(start, stop) : stepOf(kind, interval);
  const { months, days, micros } = step;
  if (of === "date") {
    if (months === 0 && days === 0) return null;
    if (months === 0 && micros === 0) return sequenceIntegers(start, stop, days);
  } else if (months === 0 && days === 0) {
    return sequenceIntegers(start, stop, micros);
  }
  const first = of === "date" ? dateToTimestamp(zone, Number(start)) : start;
  const last = of === "date" ? dateToTimestamp(zone, Number(stop)) : stop;
  const sign = signOf(step);
  if (first === null || last === null) return null;
  if (first !== last && (sign === 0 || sign > 0 !== first < last)) return null;
  const result: Int64[] = [];
  let next: Int64 | null = first;
  while (next !== null && (sign < 0 ? next >= last : next <= last)) {
    if (result.length === MAX_ELEMENTS) return null;
    result.push(of === "date" ? timestampToDate(zone, next) : next);
    const n: number = result.length;
    next = moveTimestamp(zone, first, months * n, days * n, timesExactly(micros, n));
    if (sign === 0) break;
  }
  return result;
}

const oneDay = (start: Int64, stop: Int64): Step => ({ months: 0, days: start <= stop ? 1 : -1, micros: 0 });

/** Parts of a day times the number of a step, which 64 bits always hold. */
const timesExactly = (micros: Int64, n: number): Int64 => {
  const product = Number(micros) * n;
  return Number.isSafeInteger(product) ? product : BigInt(micros) * BigInt(n);
};
