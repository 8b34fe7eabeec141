import type { DataType } from "../../types/index.js";
import { fitDecimal, parseDecimal } from "../../values/decimal.js";
import { INT64_MAX, INT64_MIN, toInt64 } from "../../values/int64.js";
import type { Value } from "../../values/index.js";
import { stringToDate, stringToTimestamp } from "../cast/datetime.js";
import { parseDatePattern, parseTimestampPattern } from "../datetime/pattern-read.js";
import { parseTimeOfDay } from "../datetime/time-of-day.js";
import { zoneOf } from "../datetime/zone.js";
import { parseDayTimeInterval, parseYearMonthInterval } from "../interval/parse-ansi.js";
import { parseCalendarInterval } from "../interval/parse-calendar.js";
import { isBase64, unbase64 } from "../string/base64.js";
import { isWhole, toDouble, type Json } from "./json.js";
import { flag, patternOption, type Options } from "./options.js";
import { quotedInUnits, writeJson } from "./write.js";

/** What reads the values of a type without parts: undefined where the JSON, which is not null, is none. */
export type AtomReader = (type: DataType) => (json: Json) => Value | undefined;

export function atomReader(options: Options, timeZone: string): AtomReader {
  const zone = zoneOf(options.get("timezone") ?? timeZone);
  const utc = zoneOf("UTC");
  const dates = patternOption(options, "dateformat", "parse");
  const timestamps = patternOption(options, "timestampformat", "parse");
  const specials = flag(options, "allownonnumericnumbers", true);

  return (type) => {
    switch (type.kind) {
      case "boolean":
        return (json) => (json.kind === "boolean" ? json.value : undefined);
      case "tinyint":
        // Spark's reader takes unsigned bytes too, and wraps them.
        return whole(-128n, 255n, (x) => (x << 24) >> 24);
      case "smallint":
        return whole(-32768n, 32767n);
      case "int":
        return whole(-2147483648n, 2147483647n);
      case "bigint":
        return (json) => {
          const x = wholeOf(json);
          return x !== undefined && x >= INT64_MIN && x <= INT64_MAX ? toInt64(x) : undefined;
        };
      case "float":
        return (json) => mapped(doubleOf(json, specials), Math.fround);
      case "double":
        return (json) => doubleOf(json, specials);
      case "decimal":
        return (json) => decimalOf(json, type.precision, type.scale);
      case "string":
        return (json) => (json.kind === "string" ? json.value : writeJson(json, quotedInUnits));
      case "binary":
        return (json) => (json.kind === "string" ? bytesOf(json.value) : undefined);
      case "date":
        return fromText((text) =>
          dates === undefined ? stringToDate(text) : parseDatePattern(dates, utc, text),
        );
      case "timestamp": {
        const read = fromText((text) =>
          timestamps === undefined
            ? stringToTimestamp(zone, text)
            : parseTimestampPattern(timestamps, zone, text),
        );
        return (json) => mapped(wholeOf(json), (seconds) => toInt64(seconds * 1_000_000n)) ?? read(json);
      }
      case "time":
        return fromText(parseTimeOfDay);
      case "yearMonthInterval":
        return fromText((text) => parseYearMonthInterval(type.start, type.end, text));
      case "dayTimeInterval":
        return fromText((text) => parseDayTimeInterval(type.start, type.end, text));
      case "calendarInterval":
        return fromText(parseCalendarInterval);
      case "void":
        return () => null;
      default:
        return () => undefined;
    }
  };
}

const mapped = <A, B>(x: A | undefined, change: (x: A) => B): B | undefined =>
  x === undefined ? undefined : change(x);

const wholeOf = (json: Json): bigint | undefined =>
  json.kind === "number" && isWhole(json.text) ? BigInt(json.text) : undefined;

const whole =
  (min: bigint, max: bigint, change: (x: number) => number = (x) => x) =>
  (json: Json): number | undefined => {
    const x = wholeOf(json);
    return x !== undefined && x >= min && x <= max ? change(Number(x)) : undefined;
  };

const SPECIALS: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["+INF", Infinity],
  ["+Infinity", Infinity],
  ["Infinity", Infinity],
  ["-INF", -Infinity],
  ["-Infinity", -Infinity],
]);

function doubleOf(json: Json, specials: boolean): number | undefined {
  if (json.kind === "number") return isWhole(json.text) ? Number(BigInt(json.text)) : toDouble(json.text);
  return json.kind === "string" && specials ? SPECIALS.get(json.value) : undefined;
}

/** Commas between digits are allowed, as in English texts. */
function decimalOf(json: Json, precision: number, scale: number): bigint | undefined {
  const text =
    json.kind === "number" ? json.text : json.kind === "string" ? json.value.replaceAll(",", "") : "";
  const parsed = parseDecimal(text);
  return parsed === undefined ? undefined : (fitDecimal(parsed, precision, scale) ?? undefined);
}

/** Base64 with its padding; white space is passed over. */
function bytesOf(text: string): Uint8Array | undefined {
  // eslint-disable-next-line no-control-regex
  const digits = text.replace(/[\u0000- ]/g, "");
  return isBase64(digits) ? (unbase64(digits) ?? undefined) : undefined;
}

/** A text that is not empty, read; NULL of the reader is no value. */
const fromText =
  (read: (text: string) => Value) =>
  (json: Json): Value | undefined =>
    json.kind === "string" && json.value !== "" ? (read(json.value) ?? undefined) : undefined;
