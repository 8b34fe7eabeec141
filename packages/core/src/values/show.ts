import { truncateInterval } from "../std/cast/interval.js";
import { showDate, showTimestamp } from "../std/datetime/text.js";
import { showTimeOfDay } from "../std/datetime/time-of-day.js";
import { zoneOf } from "../std/datetime/zone.js";
import { printDayTimeInterval, printYearMonthInterval, showCalendarInterval } from "../std/interval/show.js";
import { UNIT_LENGTH, type DataType } from "../types/index.js";
import { showDecimal } from "./decimal.js";
import { showDouble, showFloat } from "./double-text.js";
import type { CalendarInterval, Int64, Value } from "./value.js";

/**
 * A value as Spark's command line prints it: `NULL`, `1.0`, `[1,null]`, `{"a":1}`, texts bare, and in
 * quotes inside of an array, map or struct. `timeZone` is an IANA name, for timestamps.
 */
export function showValue(value: Value, type: DataType, timeZone: string): string {
  return value === null ? "NULL" : show(value, type, timeZone, false);
}

function show(value: Value, type: DataType, timeZone: string, nested: boolean): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "void":
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return String(value);
    case "float":
      return showFloat(value as number);
    case "double":
      return showDouble(value as number);
    case "decimal":
      return showDecimal(value as bigint, type.scale);
    case "string":
      return nested ? `"${value as string}"` : (value as string);
    case "binary":
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(value as Uint8Array);
    case "date":
      return showDate(value as number);
    case "timestamp":
      return showTimestamp(value as Int64, zoneOf(timeZone));
    case "time":
      return showTimeOfDay(value as number);
    case "array": {
      const elements = value as readonly Value[];
      return `[${elements.map((element) => show(element, type.element, timeZone, true)).join(",")}]`;
    }
    case "map": {
      const entries = (value as readonly (readonly [Value, Value])[]).map(
        ([k, v]) => `${show(k, type.key, timeZone, true)}:${show(v, type.value, timeZone, true)}`,
      );
      return `{${entries.sort().join(",")}}`;
    }
    case "struct": {
      const parts = value as readonly Value[];
      const fields = type.fields.map(
        (field, i) => `"${field.name}":${show(parts[i] ?? null, field.type, timeZone, true)}`,
      );
      return `{${fields.join(",")}}`;
    }
    case "yearMonthInterval":
      return printYearMonthInterval(Number(withoutRest(value as number, type.end)));
    case "dayTimeInterval":
      return printDayTimeInterval(withoutRest(value as Int64, type.end));
    case "calendarInterval":
      return showCalendarInterval(value as CalendarInterval);
  }
}

/** What an interval can hold beyond the last unit of its type, as 1.5 cast to INTERVAL DAY does, is not printed. */
function withoutRest(length: Int64, unit: keyof typeof UNIT_LENGTH): Int64 {
  return unit === "second" ? length : truncateInterval(UNIT_LENGTH[unit], length);
}
