import { unreachable } from "../../diagnostics/error.js";
import type { DataType, StructType } from "../../types/index.js";
import { showDecimalJava } from "../../values/decimal.js";
import { showDouble, showFloat } from "../../values/double-text.js";
import type { CalendarInterval, Int64, Value } from "../../values/index.js";
import { formatTimestampPattern } from "../datetime/pattern-format.js";
import { compilePattern, isPatternError, type CompiledPattern } from "../datetime/pattern.js";
import { showTimeOfDay } from "../datetime/time-of-day.js";
import { zoneOf, type Zone } from "../datetime/zone.js";
import { showCalendarInterval, showDayTimeInterval, showYearMonthInterval } from "../interval/show.js";
import { base64 } from "../string/base64.js";
import { flag, optionsOf, patternOption } from "./options.js";
import { pretty } from "./pretty.js";
import { quoted, writtenDouble } from "./write.js";

/** Writes one value as JSON. */
export type WriteJson = (value: Value) => string;

interface Format {
  readonly date: CompiledPattern;
  readonly timestamp: CompiledPattern;
  readonly zone: Zone;
  readonly withNulls: boolean;
  readonly quote: (text: string) => string;
}

type Write = (value: never) => string;

/** Made once: what writes the values of a type. */
export function jsonWriter(
  type: DataType,
  entries: readonly (readonly [string, string])[],
  timeZone: string,
): WriteJson {
  const options = optionsOf(entries);
  const write = nullable(type, {
    date: patternOption(options, "dateformat", "format") ?? compiled("yyyy-MM-dd"),
    timestamp:
      patternOption(options, "timestampformat", "format") ?? compiled("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXXXX]"),
    zone: zoneOf(options.get("timezone") ?? timeZone),
    withNulls: !flag(options, "ignorenullfields", true),
    quote: flag(options, "writenonasciicharacterascodepoint", false) ? quotedAscii : quoted,
  });
  return flag(options, "pretty", false) ? (value) => pretty(write(value)) : write;
}

export const toJson = (write: WriteJson, value: Value): string => write(value);

function compiled(text: string): CompiledPattern {
  const pattern = compilePattern(text, "format");
  if (isPatternError(pattern)) throw new Error(pattern.error);
  return pattern;
}

const quotedAscii = (text: string): string =>
  quoted(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

function nullable(type: DataType, format: Format): WriteJson {
  const write = writer(type, format);
  return (value) => (value === null ? "null" : write(value as never));
}

function writer(type: DataType, format: Format): Write {
  const { quote, zone } = format;
  switch (type.kind) {
    case "void":
      return () => "null";
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return String;
    case "float":
      return (x: number) => writtenDouble(x, showFloat);
    case "double":
      return (x: number) => writtenDouble(x, showDouble);
    case "decimal":
      return (x: bigint) => showDecimalJava(x, type.scale);
    case "string":
      return quote;
    case "binary":
      return (bytes: Uint8Array) => `"${base64(bytes)}"`;
    case "date":
      return (days: number) =>
        quote(formatTimestampPattern(format.date, zoneOf("UTC"), days * 86_400_000_000) ?? "");
    case "timestamp":
      return (micros: Int64) => quote(formatTimestampPattern(format.timestamp, zone, micros) ?? "");
    case "time":
      return (micros: number) => quote(showTimeOfDay(micros));
    case "yearMonthInterval":
      return (months: number) => quote(showYearMonthInterval(type.start, type.end, months));
    case "dayTimeInterval":
      return (micros: Int64) => quote(showDayTimeInterval(type.start, type.end, micros));
    case "calendarInterval":
      return (interval: CalendarInterval) => quote(showCalendarInterval(interval));
    case "array": {
      const element = nullable(type.element, format);
      return (items: readonly Value[]) => `[${items.map(element).join(",")}]`;
    }
    case "map": {
      const value = nullable(type.value, format);
      return (entries: readonly (readonly Value[])[]) =>
        `{${entries.map(([k = null, v = null]) => `${quote(keyText(type.key, k))}:${value(v)}`).join(",")}}`;
    }
    case "struct":
      return structWriter(type, format);
    default:
      return unreachable(type);
  }
}

function structWriter(type: StructType, format: Format): Write {
  const fields = type.fields.map((field) => ({
    label: `${format.quote(field.name)}:`,
    write: nullable(field.type, format),
  }));
  return (values: readonly Value[]) => {
    const written: string[] = [];
    for (const [i, { label, write }] of fields.entries()) {
      const value = values[i] ?? null;
      if (value !== null || format.withNulls) written.push(label + write(value));
    }
    return `{${written.join(",")}}`;
  };
}

/** A map's key as Spark names a field by it: dates and times by the numbers that they are inside. */
function keyText(type: DataType, key: Value): string {
  if (key === null) return "null";
  switch (type.kind) {
    case "float":
      return showFloat(key as number);
    case "double":
      return showDouble(key as number);
    case "decimal":
      return showDecimalJava(key as bigint, type.scale);
    case "calendarInterval":
      return showCalendarInterval(key as CalendarInterval);
    case "array":
      return `[${(key as readonly Value[]).map((item) => keyText(type.element, item)).join(",")}]`;
    case "struct":
      return `[${type.fields.map((field, i) => keyText(field.type, (key as readonly Value[])[i] ?? null)).join(",")}]`;
    default:
      return String(key);
  }
}
