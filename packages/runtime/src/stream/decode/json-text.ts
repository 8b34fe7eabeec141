import type { DataType } from "@pinion/core";
import { numbersOf, parseLong } from "./json-numbers.js";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
const WHOLE = /^([+-]?)(\d{1,19})(?:\.0+)?$/u;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["t", true],
  ["1", true],
  ["false", false],
  ["f", false],
  ["0", false],
]);

/** Types whose values are made of texts: numbers and lists are such texts, as they were written. */
export function isReadAsText({ kind }: DataType, format: string | undefined): boolean {
  if (kind === "timestamp") return format === undefined || !format.startsWith("epoch");
  return kind === "string" || kind === "binary" || kind === "date";
}

/**
 * What stands in a record's member, as batches read it from files of JSON Lines, where each value is a text first: a
 * number, a truth value or a list may be written as a text, 1 and 0 are truth values, a blank text is NULL but where texts or
 * bytes are wanted. What is none of that stays as it is.
 */
export function asInFiles(json: unknown, type: DataType): unknown {
  if (typeof json === "number") return numberInFiles(json, type);
  if (typeof json !== "string" || type.kind === "string" || type.kind === "binary") return json;
  const text = json.trim();
  if (text === "") return null;
  switch (type.kind) {
    case "boolean":
      return BOOLEANS.get(text.toLowerCase()) ?? json;
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint": {
      const [, sign, digits] = WHOLE.exec(text) ?? [];
      return digits === undefined ? json : BigInt(`${sign === "-" ? "-" : ""}${digits}`);
    }
    case "float":
    case "double":
      return NUMBER.test(text) ? numberInFiles(Number(text), type) : json;
    case "array":
    case "map":
    case "struct":
      try {
        return numbersOf(parseLong(text), type);
      } catch {
        return json;
      }
    default:
      return json;
  }
}

function numberInFiles(json: number, type: DataType): unknown {
  switch (type.kind) {
    case "boolean":
      return BOOLEANS.get(String(json)) ?? json;
    case "float":
    case "double": {
      const number = type.kind === "float" ? Math.fround(json) : json;
      // Beyond the type's range it is infinite, which only a text can say.
      return Number.isFinite(number) ? number : String(number);
    }
    case "bigint": {
      // A whole number with an exponent: its nearest double, by the digits that tell it.
      const text = Number.isInteger(json) && !Number.isSafeInteger(json) ? String(json) : "";
      return /^-?\d+$/u.test(text) ? BigInt(text) : json;
    }
    default:
      return json;
  }
}
