import {
  build,
  type DataType,
  type DayTimeField,
  type Span,
  toInt64,
  type Value,
  type YearMonthField,
} from "@pinion/core";
import { parseCalendarInterval, parseDayTimeInterval, parseYearMonthInterval } from "@pinion/core/std";
import type { IntervalLiteral, IntervalPart } from "../parse/expr.js";
import { intervalProblem } from "../parse/grammar/interval-units.js";
import type { Checked, Checking } from "./checking.js";

/**
 * `INTERVAL …`: months, or days and times. Its type runs from the greatest to the least unit written, so
 * that `INTERVAL 1 DAY 2 SECONDS` is an interval day to second.
 */
export function checkInterval(c: Checking, expr: IntervalLiteral): Checked {
  const made = expr.text === null ? ofParts(expr.parts) : ofText(expr.text, wordsOf(expr.text));
  if (made !== undefined) return build.literal(made.value, made.type, expr.span);
  const mixed = expr.text === null ? undefined : intervalProblem(unitsOf(expr.text, expr.span), expr.span);
  if (mixed !== undefined) return c.report(mixed);
  return c.report({
    code: "PN2403",
    message: "the INTERVAL does not read as an amount of time",
    label: "does not read",
    help: "write it as `INTERVAL 1 DAY 2 HOURS`, `INTERVAL '1-2' YEAR TO MONTH` or `INTERVAL '1 day'`",
    span: expr.span,
  });
}

interface Made {
  readonly value: Value;
  readonly type: DataType;
}

function ofParts(parts: readonly IntervalPart[]): Made | undefined {
  const [first] = parts;
  if (first !== undefined && first.to !== null) return fromTo(signed(first.value), first.unit, first.to);
  // `'1 day 2' hour` would read as something else once it is put together.
  if (parts.some((part) => /[a-z]/i.test(part.value))) return undefined;
  const text = parts.map((part) => `${signed(part.value)} ${part.unit}`).join(" ");
  return ofText(
    text,
    parts.map((part) => part.unit),
  );
}

/** A sign before the quotes and one within them: `-'-1-2'`. */
const signed = (value: string): string => value.replace(/^-\s*-/, "").replace(/^-\s*\+/, "-");

function fromTo(text: string, from: string, to: string): Made | undefined {
  const [start, end] = [singular(from), singular(to)];
  if (isMonths(start) && isMonths(end)) {
    const value = parseYearMonthInterval(start, end, text);
    return value === null ? undefined : { value, type: { kind: "yearMonthInterval", start, end } };
  }
  if (!isTime(start) || !isTime(end)) return undefined;
  const value = parseDayTimeInterval(start, end, text);
  return value === null ? undefined : { value, type: { kind: "dayTimeInterval", start, end } };
}

const MONTH_FIELDS: readonly YearMonthField[] = ["year", "month"];
const TIME_FIELDS: readonly DayTimeField[] = ["day", "hour", "minute", "second"];
const MICROS_PER_DAY = 86_400_000_000n;

function ofText(text: string, units: readonly string[]): Made | undefined {
  const parsed = parseCalendarInterval(text);
  if (parsed === null || units.length === 0) return undefined;
  const fields = units.map((unit) => fieldOf(singular(unit)));
  const months = MONTH_FIELDS.filter((field) => fields.includes(field));
  const times = TIME_FIELDS.filter((field) => fields.includes(field));
  if (times.length === 0) {
    const [start, end] = [months[0], months.at(-1)];
    if (start === undefined || end === undefined) return undefined;
    return { value: parsed.months, type: { kind: "yearMonthInterval", start, end } };
  }
  const [start, end] = [times[0], times.at(-1)];
  if (months.length > 0 || start === undefined || end === undefined) return undefined;
  const micros = BigInt(parsed.days) * MICROS_PER_DAY + BigInt(parsed.micros);
  if (BigInt.asIntN(64, micros) !== micros) return undefined;
  return { value: toInt64(micros), type: { kind: "dayTimeInterval", start, end } };
}

/** The units of `'1 day 2 hours'`. */
const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => word !== "interval");

/** What {@link intervalProblem} asks of them. */
const unitsOf = (text: string, span: Span): readonly IntervalPart[] =>
  wordsOf(text).map((unit) => ({ value: "1", unit, to: null, span }));

const singular = (unit: string): string => unit.toLowerCase().replace(/s$/, "");
const isMonths = (unit: string): unit is YearMonthField => MONTH_FIELDS.some((field) => field === unit);
const isTime = (unit: string): unit is DayTimeField => TIME_FIELDS.some((field) => field === unit);

/** The field of an interval's type that a unit counts to. */
function fieldOf(unit: string): string {
  if (unit === "week") return "day";
  return unit === "millisecond" || unit === "microsecond" ? "second" : unit;
}
