import type { Zone } from "./zone.js";
import { readLocalizedOffset, readOffsetText, readZoneId, readZoneName } from "./pattern-zone.js";
import { noFields, setField, type Fields } from "./pattern-fields.js";
import type { Element, FractionElement, NumberElement, TextElement } from "./pattern-elements.js";

/** What a text says, field by field, before it is known whether the fields make a time. */
export interface Parsed {
  readonly fields: Fields;
  zone: Zone | null;
}

/** The fields of a text that fits the elements from its first character to its last; null of any other. */
export function parseElements(elements: readonly Element[], text: string): Parsed | null {
  const parsed: Parsed = { fields: noFields(), zone: null };
  return readAll(elements, text, 0, parsed) === text.length ? parsed : null;
}

/** The offset behind what the elements match, or -1. */
function readAll(elements: readonly Element[], text: string, from: number, parsed: Parsed): number {
  let at = from;
  for (const element of elements) {
    at = readElement(element, text, at, parsed);
    if (at < 0) return -1;
  }
  return at;
}

function readElement(element: Element, text: string, at: number, parsed: Parsed): number {
  switch (element.kind) {
    case "literal":
      return startsWith(text, at, element.text) ? at + element.text.length : -1;
    case "number":
      return readNumber(element, text, at, parsed);
    case "shortYear":
      return readNumber({ ...element, kind: "number", min: 2, max: 2, sign: "none" }, text, at, parsed, 2000);
    case "fraction":
      return readFraction(element, text, at, parsed);
    case "text":
      return readText(element, text, at, parsed);
    case "offset":
      return readOffset(readOffsetText(element, text, at), parsed);
    case "localizedOffset":
      return readOffset(readLocalizedOffset(element.full, text, at), parsed);
    case "zoneId":
      return readZone(readZoneId(text, at), parsed);
    case "zoneName":
      return readZone(readZoneName(element.full, text, at), parsed);
    case "optional": {
      const inner: Parsed = { fields: { ...parsed.fields }, zone: parsed.zone };
      const end = readAll(element.elements, text, at, inner);
      if (end < 0) return at;
      Object.assign(parsed.fields, inner.fields);
      parsed.zone = inner.zone;
      return end;
    }
  }
}

const isDigitAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

function readNumber(element: NumberElement, text: string, start: number, parsed: Parsed, plus = 0): number {
  const { min, max, sign, behind } = element;
  const mark = text[start];
  const signed = mark === "-" || mark === "+";
  if (signed && (sign === "none" || (sign === "minus" && mark === "+"))) return -1;
  const from = signed ? start + 1 : start;
  let end = from;
  while (end < text.length && end - from < max + behind && isDigitAt(text, end)) end++;
  if (behind > 0) end = Math.min(end, from + Math.max(min, end - from - behind));
  const digits = end - from;
  if (digits < min) return -1;
  let value = 0;
  for (let at = from; at < end; at++) value = value * 10 + text.charCodeAt(at) - 48;
  if (mark === "-" && value === 0) return -1;
  if (sign === "exceeds" && mark !== "-" && (mark === "+" ? digits <= min : digits > min)) return -1;
  return setField(parsed.fields, element.field, (mark === "-" ? -value : value) + plus) ? end : -1;
}

function readFraction({ min, max }: FractionElement, text: string, from: number, parsed: Parsed): number {
  let end = from;
  while (end < text.length && end - from < max && isDigitAt(text, end)) end++;
  if (end - from < min) return -1;
  return setField(parsed.fields, "nano", Number(text.slice(from, end).padEnd(9, "0"))) ? end : -1;
}

function readText({ field, texts, base }: TextElement, text: string, from: number, parsed: Parsed): number {
  const index = texts.findIndex((candidate) => startsWith(text, from, candidate));
  const found = texts[index];
  return found !== undefined && setField(parsed.fields, field, base + index) ? from + found.length : -1;
}

function readOffset(found: readonly [end: number, seconds: number] | null, parsed: Parsed): number {
  return found !== null && setField(parsed.fields, "offset", found[1]) ? found[0] : -1;
}

function readZone(found: readonly [end: number, zone: Zone] | null, parsed: Parsed): number {
  if (found === null) return -1;
  parsed.zone = found[1];
  return found[0];
}

/** Whether a text goes on like another, case apart. */
function startsWith(text: string, at: number, expected: string): boolean {
  if (text.startsWith(expected, at)) return true;
  const end = at + expected.length;
  return end <= text.length && text.slice(at, end).toLowerCase() === expected.toLowerCase();
}
