import type { Int64 } from "../../values/value.js";
import { civilDay, civilMonth, civilOf, civilYear, dayOfYearOf, mondayBased } from "./calendar.js";
import { microOfSecond, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import type { CompiledPattern } from "./pattern.js";
import type { Element, Field, NumberElement, OffsetElement } from "./pattern-elements.js";
import { longZoneName, shortZoneName } from "./zone-names.js";
import { offsetAt, type Zone } from "./zone.js";

/** An instant on the clocks of a zone. */
interface Moment {
  readonly zone: Zone;
  readonly seconds: number;
  readonly offset: number;
  readonly days: number;
  readonly civil: number;
  readonly secondOfDay: number;
  readonly micro: number;
}

/** The timestamp as the pattern writes it; null where a number does not fit, such as a year before 1 in `yyy`. */
export function formatTimestampPattern(pattern: CompiledPattern, zone: Zone, micros: Int64): string | null {
  const seconds = secondsOf(micros);
  const offset = offsetAt(zone, seconds);
  const days = Math.floor((seconds + offset) / SECONDS_PER_DAY);
  const moment: Moment = {
    zone,
    seconds,
    offset,
    days,
    civil: civilOf(days),
    secondOfDay: seconds + offset - days * SECONDS_PER_DAY,
    micro: microOfSecond(micros),
  };
  return writeAll(pattern.elements, moment);
}

function writeAll(elements: readonly Element[], moment: Moment): string | null {
  let text = "";
  for (const element of elements) {
    const part = write(element, moment);
    if (part === null) return null;
    text += part;
  }
  return text;
}

function write(element: Element, moment: Moment): string | null {
  switch (element.kind) {
    case "literal":
      return element.text;
    case "number":
      return writeNumber(element, fieldOf(element.field, moment));
    case "shortYear":
      return String(Math.abs(fieldOf(element.field, moment)) % 100).padStart(2, "0");
    case "fraction":
      return String(moment.micro).padStart(6, "0").padEnd(9, "0").slice(0, element.max);
    case "text":
      return element.texts[fieldOf(element.field, moment) - element.base] ?? null;
    case "offset":
      return writeOffset(element, moment.offset);
    case "localizedOffset":
      return writeLocalizedOffset(element.full, moment.offset);
    case "zoneId":
      return moment.zone.id;
    case "zoneName":
      return (element.full ? longZoneName : shortZoneName)(moment.zone, moment.seconds, element.generic);
    case "optional":
      return writeAll(element.elements, moment);
  }
}

function writeNumber({ min, max, sign }: NumberElement, value: number): string | null {
  const digits = String(Math.abs(value));
  if (digits.length > max || (value < 0 && sign === "none")) return null;
  const mark = value < 0 ? "-" : sign === "exceeds" && digits.length > min ? "+" : "";
  return mark + digits.padStart(min, "0");
}

function fieldOf(field: Field, { civil, days, secondOfDay, offset, micro }: Moment): number {
  const hour = Math.floor(secondOfDay / 3600);
  switch (field) {
    case "era":
      return civilYear(civil) > 0 ? 1 : 0;
    case "yearOfEra":
      return civilYear(civil) > 0 ? civilYear(civil) : 1 - civilYear(civil);
    case "year":
      return civilYear(civil);
    case "quarter":
      return Math.floor((civilMonth(civil) + 2) / 3);
    case "month":
      return civilMonth(civil);
    case "day":
      return civilDay(civil);
    case "dayOfYear":
      return dayOfYearOf(days);
    case "alignedWeekday":
      return ((civilDay(civil) - 1) % 7) + 1;
    case "weekday":
      return mondayBased(days) + 1;
    case "half":
      return hour >= 12 ? 1 : 0;
    case "hourOfHalf":
      return hour % 12;
    case "clockHourOfHalf":
      return hour % 12 === 0 ? 12 : hour % 12;
    case "hour":
      return hour;
    case "clockHour":
      return hour === 0 ? 24 : hour;
    case "minute":
      return Math.floor(secondOfDay / 60) % 60;
    case "second":
      return secondOfDay % 60;
    case "nano":
      return micro * 1000;
    case "offset":
      return offset;
  }
}

const two = (x: number): string => String(x).padStart(2, "0");

function writeOffset(element: OffsetElement, offset: number): string {
  if (offset === 0) return element.zero;
  const total = Math.abs(offset);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = element.seconds === "present" ? total % 60 : 0;
  const colon = element.colon ? ":" : "";
  const hours = two(Math.floor(total / 3600));
  if (element.minutes === "present" && minutes === 0) {
    return Math.floor(total / 3600) === 0 ? element.zero : `${offset < 0 ? "-" : "+"}${hours}`;
  }
  const tail = seconds === 0 ? "" : colon + two(seconds);
  if (hours === "00" && minutes === 0 && tail === "") return element.zero;
  return `${offset < 0 ? "-" : "+"}${hours}${colon}${two(minutes)}${tail}`;
}

function writeLocalizedOffset(full: boolean, offset: number): string {
  if (offset === 0) return "GMT";
  const total = Math.abs(offset);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = total % 60;
  const tail = seconds === 0 ? "" : `:${two(seconds)}`;
  const middle = full || minutes !== 0 || seconds !== 0 ? `:${two(minutes)}` : "";
  return `GMT${offset < 0 ? "-" : "+"}${full ? two(hours) : hours}${middle}${tail}`;
}
