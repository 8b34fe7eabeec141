import type { DayTimeField, YearMonthField } from "../../types/data-type.js";
import type { Int64 } from "../../values/value.js";
import { checked } from "../datetime/micros.js";

/*
 * Texts of intervals of certain fields: `1-2` of YEAR TO MONTH, `1 02:03:04.5` of DAY TO SECOND, bare or as
 * `INTERVAL '1-2' YEAR TO MONTH`.
 */

const FIELDS: readonly DayTimeField[] = ["day", "hour", "minute", "second"];
const SECONDS = [86_400n, 3_600n, 60n, 1n];
/** The first number that a field behind another does not reach. */
const LIMITS = [0, 24, 60, 60];

/** Months; null where the text is not of this form or the months overflow. */
export function parseYearMonthInterval(
  start: YearMonthField,
  end: YearMonthField,
  text: string,
): number | null {
  const body = bodyOf(text, start, end);
  if (body === null) return null;
  const match = (start === end ? /^(\d{1,10})$/ : /^(\d{1,10})-(\d{1,10})$/).exec(body.text);
  if (match === null) return null;
  const [, first = "0", second = "0"] = match;
  if (start !== end && Number(second) > 11) return null;
  const months = start === "month" ? Number(first) : Number(first) * 12 + Number(second);
  const signed = body.negative ? 0 - months : months;
  return signed === (signed | 0) ? signed : null;
}

/** Microseconds; null where the text is not of this form or they overflow. */
export function parseDayTimeInterval(start: DayTimeField, end: DayTimeField, text: string): Int64 | null {
  const body = bodyOf(text, start, end);
  if (body === null) return null;
  const first = FIELDS.indexOf(start);
  const last = FIELDS.indexOf(end);
  const match = shapeOf(first, last).exec(body.text);
  if (match === null) return null;
  let seconds = 0n;
  for (let i = first; i <= last; i++) {
    const digits = match[i - first + 1] ?? "0";
    if (i > first && Number(digits) >= (LIMITS[i] ?? 0)) return null;
    seconds += BigInt(digits) * (SECONDS[i] ?? 0n);
  }
  const fraction = last === 3 ? (match[last - first + 2] ?? "") : "";
  const micros = seconds * 1_000_000n + BigInt(fraction.padEnd(6, "0").slice(0, 6));
  return checked(body.negative ? -micros : micros);
}

/** The numbers of the fields from `first` to `last`; seconds may have a fraction, in the last group. */
function shapeOf(first: number, last: number): RegExp {
  let shape = "^(\\d{1,19})";
  for (let i = first + 1; i <= last; i++) shape += `${i === 1 ? " " : ":"}(\\d{1,2})`;
  return new RegExp(`${shape}${last === 3 ? "(?:\\.(\\d{1,9}))?" : ""}$`);
}

/** What stands between the quotes of `INTERVAL '…' FIELDS`, or all of a text that is not of that form. */
function bodyOf(text: string, start: string, end: string): { text: string; negative: boolean } | null {
  const trimmed = text.trim();
  if (trimmed.length > 100) return null;
  const wrapped = /^interval\s+([+-]?)'(.*)'\s+([a-z]+)(?:\s+to\s+([a-z]+))?$/i.exec(trimmed);
  if (wrapped === null) return unsigned(trimmed, false);
  const [, outer, inner = "", from = "", to = from] = wrapped;
  if (from.toLowerCase() !== start || to.toLowerCase() !== end) return null;
  return unsigned(inner, outer === "-");
}

function unsigned(text: string, negative: boolean): { text: string; negative: boolean } {
  const first = text[0];
  if (first === "-") return { text: text.slice(1), negative: !negative };
  return { text: first === "+" ? text.slice(1) : text, negative };
}
