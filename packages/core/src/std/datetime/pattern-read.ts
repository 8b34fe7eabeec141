import type { Int64 } from "../../values/value.js";
import { validDaysOf } from "./calendar.js";
import { microsOf, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import { fastFraction, twoDigits, type FastShape } from "./pattern-fast.js";
import { parseElements } from "./pattern-parse.js";
import { resolve } from "./pattern-resolve.js";
import type { CompiledPattern } from "./pattern.js";
import { fixedZone, localOffset, offsetAt, type Zone } from "./zone.js";

/**
 * Microseconds since the epoch of a text of the pattern; the zone counts where the text names none. Null where
 * the text does not fit from end to end or names a time that there is not.
 */
export function parseTimestampPattern(pattern: CompiledPattern, zone: Zone, text: string): Int64 | null {
  if (pattern.fast !== null) {
    const micros = readFast(pattern.fast, zone, text);
    if (micros !== MISFIT) return micros;
  }
  const parsed = parseElements(pattern.elements, text);
  if (parsed === null) return null;
  const time = resolve(parsed.fields);
  if (time === null) return null;
  const offset = parsed.fields.offset;
  if (offset !== undefined && Math.abs(offset) > MAX_OFFSET) return null;
  const where = parsed.zone ?? (offset === undefined ? zone : fixedZone(offset));
  const local = time.days * SECONDS_PER_DAY + time.second;
  return microsOf(local - localOffset(where, local), Math.floor(time.nano / 1000));
}

/** The date of {@link parseTimestampPattern} in the given zone, as days since 1970-01-01. */
export function parseDatePattern(pattern: CompiledPattern, zone: Zone, text: string): number | null {
  const micros = parseTimestampPattern(pattern, zone, text);
  if (micros === null) return null;
  const seconds = secondsOf(micros);
  return Math.floor((seconds + offsetAt(zone, seconds)) / SECONDS_PER_DAY);
}

const MAX_OFFSET = 64_800;
const MISFIT = undefined;

/** Undefined where the text has to be read the slow way. */
function readFast(shape: FastShape, zone: Zone, text: string): Int64 | null | undefined {
  const { length, fraction } = shape;
  if (fraction === 0 ? text.length !== length : text.length <= length) return MISFIT;
  for (const [at, code] of shape.literals) if (text.charCodeAt(at) !== code) return MISFIT;
  const year = twoDigits(text, shape.year) * 100 + twoDigits(text, shape.year + 2);
  const month = twoDigits(text, shape.month);
  const day = twoDigits(text, shape.day);
  const hour = shape.hour < 0 ? 0 : twoDigits(text, shape.hour);
  const minute = shape.minute < 0 ? 0 : twoDigits(text, shape.minute);
  const second = shape.second < 0 ? 0 : twoDigits(text, shape.second);
  const micro = fraction === 0 ? 0 : fastFraction(text, length, fraction);
  const digits = year + month + day + hour + minute + second;
  if (micro < 0 || Number.isNaN(digits)) return MISFIT;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const days = validDaysOf(year, month, day);
  if (days === null) return null;
  const local = days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  return microsOf(local - localOffset(zone, local), micro);
}
