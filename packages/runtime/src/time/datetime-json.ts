import { PinionError, toInt64, type Code, type DataType, type Int64 } from "@pinion/core";
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
 * What reads datetimes of a column by its format, where it has one, as files of texts are read: NULL where a value is not of it. Throws
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
  if (type.kind === "timestamp" && unit !== undefined) return (json) => epoch(json, unit);
  const pattern = compilePattern(format);
  if (isPatternError(pattern)) {
    throw new PinionError(code, `the format of column \`${name}\` is no datetime pattern`);
  }
  const parsed = type.kind === "timestamp" ? parseTimestampPattern : parseDatePattern;
  return (json) => {
    // One such as yyyyMMdd may be a number.
    const text = Number.isSafeInteger(json) ? String(json) : json;
    return typeof text === "string" ? parsed(pattern, zone, text) : null;
  };
}

const COUNT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const WHOLE_COUNT = /^[+-]?\d{1,19}(?:\.0*)?$/;
/** Nearer to the last microsecond of 64 bits than a double tells. */
const MOST = 9.2e18;

function epoch(json: unknown, unit: number): Int64 | null {
  const text = typeof json === "string" ? json.trim() : typeof json === "number" ? String(json) : "";
  if (WHOLE_COUNT.test(text)) {
    const exact = BigInt(text.replace(/^\+|\..*$/gu, "")) * BigInt(unit);
    return BigInt.asIntN(64, exact) === exact ? toInt64(exact) : null;
  }
  if (!COUNT.test(text)) return null;
  const micros = Number(text) * unit;
  if (!(Math.abs(micros) < MOST)) return null;
  // A fraction goes to the nearest microsecond, halves away from zero.
  return toInt64(BigInt(Math.sign(micros) * Math.round(Math.abs(micros))));
}
