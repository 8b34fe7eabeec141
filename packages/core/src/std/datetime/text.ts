import type { Int64 } from "../../values/value.js";
import { civilDay, civilMonth, civilOf, civilYear, validDaysOf } from "./calendar.js";
import { microOfSecond, microsOf, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import { findZone, localOffset, offsetAt, type Zone } from "./zone.js";

/*
 * Dates and timestamps as texts, read and written without a pattern: what CAST does.
 */

const ZERO = 48;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const COLON = 58;
const LETTER_T = 84;

const isDigit = (code: number): boolean => code >= ZERO && code <= ZERO + 9;

/** Spaces and control characters, as far as ASCII goes. */
const isBlank = (code: number): boolean => code <= SPACE || code === 127;

/** Where what is not blank starts. */
export function skipBlanks(text: string): number {
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  return start;
}

/** Where it ends. */
export function trimmedEnd(text: string, start: number): number {
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/**
 * Days since 1970-01-01 of `[+-]y…y[-m[m][-d[d]]]`, 4 to 7 digits of year, with spaces around it; what follows
 * a whole date behind a space or a `T` is not looked at. Null of anything else and of dates there are not.
 */
export function parseDateText(text: string): number | null {
  let at = skipBlanks(text);
  const end = trimmedEnd(text, at);
  if (at === end) return null;
  let sign = 1;
  const first = text.charCodeAt(at);
  if (first === MINUS || first === PLUS) {
    sign = first === MINUS ? -1 : 1;
    at++;
  }
  let year = 1;
  let month = 1;
  let part = 0;
  let value = 0;
  let digits = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === LETTER_T) break;
    if (code === MINUS && part < 2) {
      if (!isDatePart(part, digits)) return null;
      if (part === 0) year = value;
      else month = value;
      part++;
      value = 0;
      digits = 0;
    } else {
      if (!isDigit(code) || digits === 7) return null;
      value = value * 10 + code - ZERO;
      digits++;
    }
  }
  if (!isDatePart(part, digits) || (part < 2 && at < end)) return null;
  if (part === 0) return validDaysOf(sign * value, 1, 1);
  if (part === 1) return validDaysOf(sign * year, value, 1);
  return validDaysOf(sign * year, month, value);
}

const isDatePart = (part: number, digits: number): boolean =>
  part === 0 ? digits >= 4 && digits <= 7 : digits >= 1 && digits <= 2;

/** The parts of a timestamp's text, in order; `zone` is what stands behind the time. */
interface TimestampParts {
  /** Year, month, day, hour, minute, second, microsecond. */
  readonly fields: readonly [number, number, number, number, number, number, number];
  readonly zone: string | null;
  /** Set where no date is written. */
  readonly timeOnly: boolean;
}

const YEAR = 0;
const DAY = 2;
const HOUR = 3;
const SECOND = 5;
const FRACTION = 6;
const BEYOND = 7;

/**
 * Microseconds since the epoch of `[+-]y…y[-m[m][-d[d][( |T)h[h]:[m]m:[s]s[.fraction][zone]]]]`, in the given zone
 * where the text names none; a fraction is cut after six digits. A time without a date (`10:11:12`,
 * `T10:11`) is taken on 1970-01-01. Null of anything else.
 */
export function parseTimestampText(text: string, zone: Zone): Int64 | null {
  const parts = splitTimestamp(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second, micro] = parts.fields;
  const days = parts.timeOnly ? 0 : validDaysOf(year, month, day);
  if (days === null || hour > 23 || minute > 59 || second > 59) return null;
  const where = parts.zone === null ? zone : findZone(parts.zone.trim());
  if (where === undefined) return null;
  const local = days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  return microsOf(local - localOffset(where, local), micro);
}

function splitTimestamp(text: string): TimestampParts | null {
  const start = skipBlanks(text);
  const end = trimmedEnd(text, start);
  if (start === end) return null;
  const fields: [number, number, number, number, number, number, number] = [1, 1, 1, 0, 0, 0, 0];
  let at = start;
  let sign = 0;
  const first = text.charCodeAt(at);
  if (first === MINUS || first === PLUS) {
    sign = first === MINUS ? -1 : 1;
    at++;
  }
  let zone: string | null = null;
  let timeOnly = false;
  let part = YEAR;
  let value = 0;
  let digits = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      if (part !== FRACTION || digits < 6) value = value * 10 + code - ZERO;
      if (part !== FRACTION && digits === 6) return null;
      digits++;
      continue;
    }
    if (code === LETTER_T && at === 0) {
      timeOnly = true;
      part = HOUR;
      continue;
    }
    let next = part + 1;
    if (part === YEAR && code === COLON && sign === 0) {
      timeOnly = true;
      part = HOUR;
      next = HOUR + 1;
    } else if (part >= SECOND) {
      if (code !== POINT || part === FRACTION) next = BEYOND;
    } else if (!endsPart(part, code)) {
      return null;
    }
    if (!isTimestampPart(part, digits)) return null;
    fields[part as 0] = part === FRACTION ? scaled(value, digits) : value;
    value = 0;
    digits = 0;
    part = next;
    if (part === BEYOND) {
      zone = text.slice(at, end);
      break;
    }
  }
  if (part !== BEYOND) {
    if (!isTimestampPart(part, digits)) return null;
    fields[part as 0] = part === FRACTION ? scaled(value, digits) : value;
  }
  if (sign === -1) fields[YEAR] = -fields[YEAR];
  return { fields, zone, timeOnly };
}

/** A character that ends a part and belongs to neither it nor the next. */
function endsPart(part: number, code: number): boolean {
  if (part < DAY) return code === MINUS;
  if (part === DAY) return code === SPACE || code === LETTER_T;
  return code === COLON;
}

function isTimestampPart(part: number, digits: number): boolean {
  if (part === YEAR) return digits >= 4 && digits <= 6;
  return part === FRACTION || (digits >= 1 && digits <= 2);
}

/** A fraction's first digits as microseconds. */
const scaled = (value: number, digits: number): number => value * 10 ** Math.max(0, 6 - digits);

export const two = (x: number): string => (x < 10 ? `0${x}` : String(x));

/** `0001`, `2020`, `-0001`, `+10000`: four digits at least, a sign where there are more. */
function showYear(year: number): string {
  if (year >= 1000 && year <= 9999) return String(year);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return year < 0 ? `-${digits}` : year > 9999 ? `+${digits}` : digits;
}

/** A date as CAST writes it: `2020-01-05`. */
export function showDate(days: number): string {
  const civil = civilOf(days);
  return `${showYear(civilYear(civil))}-${two(civilMonth(civil))}-${two(civilDay(civil))}`;
}

/** A timestamp as CAST writes it: `2020-01-05 10:11:12`, with a fraction of up to six digits and no zeros at its end. */
export function showTimestamp(micros: Int64, zone: Zone): string {
  const seconds = secondsOf(micros);
  const local = seconds + offsetAt(zone, seconds);
  const days = Math.floor(local / SECONDS_PER_DAY);
  const rest = local - days * SECONDS_PER_DAY;
  const hour = (rest / 3600) | 0;
  const minute = ((rest / 60) | 0) % 60;
  const micro = microOfSecond(micros);
  return `${showDate(days)} ${two(hour)}:${two(minute)}:${two(rest % 60)}${showFraction(micro)}`;
}

/** `.5` of 500000 microseconds, nothing of none. */
export function showFraction(micro: number): string {
  return micro === 0 ? "" : `.${String(micro).padStart(6, "0").replace(/0+$/, "")}`;
}
