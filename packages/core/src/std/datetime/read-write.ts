import type { Int64 } from "../../values/value.js";
import { timesMicros } from "./micros.js";
import { formatTimestampPattern } from "./pattern-format.js";
import { parseDatePattern, parseTimestampPattern } from "./pattern-read.js";
import { compilePattern, isPatternError, type CompiledPattern } from "./pattern.js";
import type { PatternUse } from "./pattern-elements.js";
import { unixSeconds } from "./epoch.js";
import { zoneOf, type Zone } from "./zone.js";
import { toInt64 } from "../../values/int64.js";

/** A pattern in a zone, made ready once when the evaluators load. */
export interface PatternInZone {
  readonly pattern: CompiledPattern;
  readonly zone: Zone;
}

const prepared =
  (use: PatternUse) =>
  (pattern: string, zone: string): PatternInZone => {
    const compiled = compilePattern(pattern, use);
    if (isPatternError(compiled)) throw new Error(`the pattern ${pattern} ${compiled.error}`);
    return { pattern: compiled, zone: zoneOf(zone) };
  };

export const readingPattern = prepared("parse");
export const writingPattern = prepared("format");

export const textToTimestamp = ({ pattern, zone }: PatternInZone, text: string): Int64 | null =>
  parseTimestampPattern(pattern, zone, text);

export const textToDate = ({ pattern, zone }: PatternInZone, text: string): number | null =>
  parseDatePattern(pattern, zone, text);

export function textToUnixSeconds({ pattern, zone }: PatternInZone, text: string): number | null {
  const micros = parseTimestampPattern(pattern, zone, text);
  return micros === null ? null : unixSeconds(micros);
}

export const timestampToText = ({ pattern, zone }: PatternInZone, micros: Int64): string | null =>
  formatTimestampPattern(pattern, zone, micros);

export const unixSecondsToText = ({ pattern, zone }: PatternInZone, seconds: Int64): string | null =>
  formatTimestampPattern(pattern, zone, microsOfSeconds(seconds));

/** Microseconds of seconds, wrapping around at 64 bits as Java's product does. */
function microsOfSeconds(seconds: Int64): Int64 {
  return timesMicros(seconds, 1_000_000) ?? toInt64(BigInt(seconds) * 1_000_000n);
}

/** Patterns that rows have named, so that a column of few of them compiles few. */
const MAX_CACHED = 500;
const caches = {
  parse: new Map<string, CompiledPattern | null>(),
  format: new Map<string, CompiledPattern | null>(),
};

function patternOfRow(text: string, use: PatternUse): CompiledPattern | null {
  const cache = caches[use];
  const known = cache.get(text);
  if (known !== undefined) return known;
  const compiled = compilePattern(text, use);
  const pattern = isPatternError(compiled) ? null : compiled;
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(text, pattern);
  return pattern;
}

/** The same with a pattern that each row brings along; null where it is none. */
export function textToTimestampBy(zone: Zone, text: string, pattern: string): Int64 | null {
  const compiled = patternOfRow(pattern, "parse");
  return compiled === null ? null : parseTimestampPattern(compiled, zone, text);
}

export function textToDateBy(zone: Zone, text: string, pattern: string): number | null {
  const compiled = patternOfRow(pattern, "parse");
  return compiled === null ? null : parseDatePattern(compiled, zone, text);
}

export function textToUnixSecondsBy(zone: Zone, text: string, pattern: string): number | null {
  const micros = textToTimestampBy(zone, text, pattern);
  return micros === null ? null : unixSeconds(micros);
}

export function timestampToTextBy(zone: Zone, micros: Int64, pattern: string): string | null {
  const compiled = patternOfRow(pattern, "format");
  return compiled === null ? null : formatTimestampPattern(compiled, zone, micros);
}

export const unixSecondsToTextBy = (zone: Zone, seconds: Int64, pattern: string): string | null =>
  timestampToTextBy(zone, microsOfSeconds(seconds), pattern);
