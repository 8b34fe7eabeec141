import { showDouble } from "../../values/double-text.js";
import { isWhole, toDouble, type Json } from "./json.js";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

const escapeUnit = (unit: string): string =>
  ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** A text in quotes. */
// eslint-disable-next-line no-control-regex
export const quoted = (text: string): string => `"${text.replace(/["\\\u0000-\u001f]/g, escapeUnit)}"`;

/** The same with both halves of characters beyond U+FFFF escaped, as `get_json_object` writes them. */
export const quotedInUnits = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  `"${text.replace(/["\\\u0000-\u001f\ud800-\udfff]/g, escapeUnit)}"`;

/** A number as Spark copies it: integers by their digits, others as a DOUBLE. */
const copiedNumber = (text: string): string =>
  isWhole(text) ? String(BigInt(text)) : writtenDouble(toDouble(text), showDouble);

/** What is no number to JSON stands in quotes. */
export const writtenDouble = (x: number, show: (x: number) => string): string =>
  Number.isFinite(x) ? show(x) : `"${x}"`;

/** Without white space, as Spark copies parts of a JSON text. */
export function writeJson(json: Json, quote: (text: string) => string = quoted): string {
  switch (json.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(json.value);
    case "number":
      return copiedNumber(json.text);
    case "string":
      return quote(json.value);
    case "array":
      return `[${json.items.map((item) => writeJson(item, quote)).join(",")}]`;
    case "object":
      return `{${json.fields.map(({ name, value }) => `${quote(name)}:${writeJson(value, quote)}`).join(",")}}`;
  }
}
