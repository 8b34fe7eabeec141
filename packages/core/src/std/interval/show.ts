import type { DayTimeField, YearMonthField } from "../../types/data-type.js";
import type { CalendarInterval, Int64 } from "../../values/value.js";

/*
 * Intervals as texts: what CAST to STRING gives, and the shorter form in which Spark's command line prints.
 */

/** `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL '5' YEAR`, `INTERVAL '-5' MONTH`. */
export function showYearMonthInterval(start: YearMonthField, end: YearMonthField, months: number): string {
  if (start !== end) return `INTERVAL '${printYearMonthInterval(months)}' YEAR TO MONTH`;
  if (start === "month") return `INTERVAL '${months}' MONTH`;
  return `INTERVAL '${sign(months)}${Math.floor(Math.abs(months) / 12)}' YEAR`;
}

/** `1-2`, `-0-11`. */
export function printYearMonthInterval(months: number): string {
  const total = Math.abs(months);
  return `${sign(months)}${Math.floor(total / 12)}-${total % 12}`;
}

/** `INTERVAL '1 02:03:04.5' DAY TO SECOND`, `INTERVAL '27:05' HOUR TO MINUTE`, `INTERVAL '05' SECOND`. */
export function showDayTimeInterval(start: DayTimeField, end: DayTimeField, micros: Int64): string {
  const first = FIELDS.indexOf(start);
  const last = FIELDS.indexOf(end);
  let rest = absolute(micros);
  let text = "";
  for (let i = first; i <= last; i++) {
    const unit = UNITS[i] ?? 1n;
    if (i > first) text += i === 1 ? " " : ":";
    text += i === 3 ? secondsText(rest) : i === 0 ? String(rest / unit) : padded(rest / unit);
    rest %= unit;
  }
  const fields = start === end ? start : `${start} to ${end}`;
  return `INTERVAL '${sign(micros)}${text}' ${fields.toUpperCase()}`;
}

/** `1 02:03:04.500000000`. */
export function printDayTimeInterval(micros: Int64): string {
  const total = absolute(micros);
  const [days, hours, minutes] = [total / DAY, (total % DAY) / HOUR, (total % HOUR) / MINUTE];
  const seconds = (total % MINUTE) / SECOND;
  const nanos = String((total % SECOND) * 1000n).padStart(9, "0");
  return `${sign(micros)}${days} ${padded(hours)}:${padded(minutes)}:${padded(seconds)}.${nanos}`;
}

/** `1 years 2 months 25 days 5 hours 6 minutes 7.008 seconds`, without what is zero; `0 seconds` of nothing. */
export function showCalendarInterval({ months, days, micros }: CalendarInterval): string {
  const negative = micros < 0;
  const total = absolute(micros);
  const seconds = total % MINUTE === 0n ? "" : decimalText(total % MINUTE);
  const parts: readonly (readonly [amount: string, unit: string])[] = [
    [String(Math.trunc(months / 12)), "years"],
    [String(months % 12), "months"],
    [String(days), "days"],
    [withSign(negative, total / HOUR), "hours"],
    [withSign(negative, (total % HOUR) / MINUTE), "minutes"],
    [seconds === "" ? "0" : `${negative ? "-" : ""}${seconds}`, "seconds"],
  ];
  const shown = parts.filter(([amount]) => amount !== "0" && amount !== "-0");
  return shown.length === 0 ? "0 seconds" : shown.map(([amount, unit]) => `${amount} ${unit}`).join(" ");
}

const SECOND = 1_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
const FIELDS: readonly DayTimeField[] = ["day", "hour", "minute", "second"];
const UNITS = [DAY, HOUR, MINUTE, SECOND];

const sign = (x: Int64): string => (x < 0 ? "-" : "");
const withSign = (negative: boolean, x: bigint): string => `${negative && x !== 0n ? "-" : ""}${x}`;
const padded = (x: bigint): string => String(x).padStart(2, "0");

function absolute(micros: Int64): bigint {
  const exact = BigInt(micros);
  return exact < 0n ? -exact : exact;
}

/** Microseconds as seconds with two digits at least before the point. */
const secondsText = (micros: bigint): string => (micros < 10n * SECOND ? "0" : "") + decimalText(micros);

function decimalText(micros: bigint): string {
  const fraction = String(micros % SECOND)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${micros / SECOND}${fraction === "" ? "" : `.${fraction}`}`;
}
