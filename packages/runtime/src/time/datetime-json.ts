import { PinionError, type Code, type DataType, type Int64 } from "@pinion/core";
import {
  compilePattern,
  isPatternError,
  parseDatePattern,
  parseTimestampPattern,
  type Zone,
} from "@pinion/core/std";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["epoch", 1_000_000],
  ["epoch_millis", 1_000],
  ["epoch_micros", 1],
]);

/**
 * What reads datetimes of a column by its format, where it has one; what it gives NULL for is left to the type's own text. Throws
 * the code given where the format is no pattern.
 */
export function datetimeReader(
  { name, format }: { readonly name: string; readonly format?: string },
  type: DataType,
  zone: Zone,
  code: Code,
): ((json: unknown) => Int64 | null) | undefined {
  if (format === undefined || (type.kind !== "timestamp" && type.kind !== "date")) return undefined;
  const unit = UNITS.get(format);
  if (type.kind === "timestamp" && unit !== undefined) {
    return (json) => (typeof json === "number" || typeof json === "string" ? epoch(json, unit) : null);
  }
  const pattern = compilePattern(format);
  if (isPatternError(pattern)) {
    throw new PinionError(code, `the format of column \`${name}\` is no datetime pattern`);
  }
  const parsed = type.kind === "timestamp" ? parseTimestampPattern : parseDatePattern;
  return (json) => (typeof json === "string" ? parsed(pattern, zone, json) : null);
}

function epoch(json: number | string, unit: number): Int64 | null {
  if (typeof json === "string" && !/^-?\d{1,19}(?:\.\d+)?$/.test(json)) return null;
  const count = Number(json);
  // A fraction goes to the nearest microsecond, halves away from zero.
  const micros = Math.sign(count) * Math.round(Math.abs(count) * unit) + 0;
  return Number.isSafeInteger(micros) ? micros : null;
}
