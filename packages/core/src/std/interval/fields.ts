import type { CalendarInterval, Int64 } from "../../values/value.js";
import { fitsInt } from "./round.js";

/** What `date_part` takes out of intervals. */

export const yearsOfYearMonth = (months: number): number => Math.trunc(months / 12) + 0;
export const monthsOfYearMonth = (months: number): number => (months % 12) + 0;

const DAY = 86_400_000_000n;
const HOUR = 3_600_000_000n;
const MINUTE = 60_000_000n;

export const daysOfDayTime = (micros: Int64): number => Number(BigInt(micros) / DAY);
export const hoursOfDayTime = (micros: Int64): number => Number((BigInt(micros) % DAY) / HOUR);
export const minutesOfDayTime = (micros: Int64): number => Number((BigInt(micros) % HOUR) / MINUTE);
/** Seconds with their fraction, as a DECIMAL(8,6). */
export const secondsOfDayTime = (micros: Int64): bigint => BigInt(micros) % MINUTE;

export const yearsOfCalendar = ({ months }: CalendarInterval): number => yearsOfYearMonth(months);
export const monthsOfCalendar = ({ months }: CalendarInterval): number => monthsOfYearMonth(months);
/** Its days and those in its time; null where these are no INT. */
export const daysOfCalendar = ({ days, micros }: CalendarInterval): number | null =>
  fitsInt(days + daysOfDayTime(micros));
export const hoursOfCalendar = ({ micros }: CalendarInterval): number => hoursOfDayTime(micros);
export const minutesOfCalendar = ({ micros }: CalendarInterval): number => minutesOfDayTime(micros);
export const secondsOfCalendar = ({ micros }: CalendarInterval): bigint => secondsOfDayTime(micros);
