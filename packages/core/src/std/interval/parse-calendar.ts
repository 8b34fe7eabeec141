import { checked } from "../datetime/micros.js";
import type { CalendarInterval } from "../../values/value.js";

const PART =
  /\s*([+-]?)\s*(?:(\d+)(?:\.(\d{0,9}))?|\.(\d{1,9}))\s+(year|month|week|day|hour|minute|second|millisecond|microsecond)s?(?=\s|$)/y;

const MONTHS = new Map([
  ["year", 12n],
  ["month", 1n],
]);
const DAYS = new Map([
  ["week", 7n],
  ["day", 1n],
]);
const MICROS = new Map([
  ["hour", 3_600_000_000n],
  ["minute", 60_000_000n],
  ["second", 1_000_000n],
  ["millisecond", 1_000n],
  ["microsecond", 1n],
]);

/** Digits beyond these overflow every unit. */
const MAX_DIGITS = 25;

/**
 * The interval that a text spells, `1 year -2 days 3.5 seconds` with or without `interval` in front; null of
 * anything else and where a part overflows. Only seconds have a fraction, which is cut after six digits.
 */
export function parseCalendarInterval(text: string): CalendarInterval | null {
  const lower = text.trim().toLowerCase();
  const prefix = /^interval\s+/.exec(lower);
  let at = prefix === null ? 0 : prefix[0].length;
  if (at === lower.length) return null;
  let months = 0n;
  let days = 0n;
  let micros = 0n;
  while (at < lower.length) {
    PART.lastIndex = at;
    const match = PART.exec(lower);
    if (match === null) return null;
    at += match[0].length;
    const [, minus, whole = "0", tail, pointed, unit = ""] = match;
    if (whole.length > MAX_DIGITS) return null;
    const fraction = (tail ?? pointed ?? "").padEnd(9, "0");
    if (/[1-9]/.test(fraction) && unit !== "second") return null;
    const amount = minus === "-" ? -BigInt(whole) : BigInt(whole);
    months += amount * (MONTHS.get(unit) ?? 0n);
    days += amount * (DAYS.get(unit) ?? 0n);
    micros += amount * (MICROS.get(unit) ?? 0n);
    if (unit === "second") micros += BigInt(fraction.slice(0, 6)) * (minus === "-" ? -1n : 1n);
  }
  return calendarInterval(months, days, micros);
}

/** An interval of exact parts; null where months or days are beyond 32 bits, or microseconds beyond 64. */
export function calendarInterval(months: bigint, days: bigint, micros: bigint): CalendarInterval | null {
  const fitting = checked(micros);
  if (fitting === null || BigInt.asIntN(32, months) !== months || BigInt.asIntN(32, days) !== days)
    return null;
  return { months: Number(months), days: Number(days), micros: fitting };
}
