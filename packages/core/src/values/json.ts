import { printDayTimeInterval, printYearMonthInterval } from "../std/interval/show.js";
import { base64 } from "../std/string/base64.js";
import type { DataType } from "../types/index.js";
import { showDouble, showFloat } from "./double-text.js";
import { showValue } from "./show.js";
import type { Int64, Value } from "./value.js";

/**
 * A value as JSON text. Integers have all their digits, however many; NaN and the infinities are texts, and so
 * are decimals, dates, timestamps (in `timeZone`, an IANA name) and intervals, as Spark prints them; bytes are
 * Base64; a MAP is a list of pairs, a STRUCT an object. `valueFromJson` reads it back.
 */
export function valueToJson(value: Value, type: DataType, timeZone: string): string {
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
      return Number.isFinite(value) ? showFloat(value as number) : `"${value as number}"`;
    case "double":
      return Number.isFinite(value) ? showDouble(value as number) : `"${value as number}"`;
    case "string":
      return JSON.stringify(value);
    case "binary":
      return `"${base64(value as Uint8Array)}"`;
    case "array":
      return list((value as readonly Value[]).map((part) => valueToJson(part, type.element, timeZone)));
    case "map":
      return list(
        (value as readonly (readonly [Value, Value])[]).map(([k, v]) =>
          list([valueToJson(k, type.key, timeZone), valueToJson(v, type.value, timeZone)]),
        ),
      );
    case "struct": {
      const parts = value as readonly Value[];
      const members = type.fields.map(
        (field, i) => `${JSON.stringify(field.name)}:${valueToJson(parts[i] ?? null, field.type, timeZone)}`,
      );
      return `{${members.join(",")}}`;
    }
    case "yearMonthInterval":
      return `"${printYearMonthInterval(value as number)}"`;
    case "dayTimeInterval":
      return `"${printDayTimeInterval(value as Int64)}"`;
    case "decimal":
    case "date":
    case "timestamp":
    case "time":
    case "calendarInterval":
      return JSON.stringify(showValue(value, type, timeZone));
  }
}

const list = (parts: readonly string[]): string => `[${parts.join(",")}]`;
