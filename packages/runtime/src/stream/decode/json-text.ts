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

/**
 * What stands in a record's member, as batches read it from files of JSON Lines, where each value is a text first: a
 * number, a truth value or a list may be written as a text, 1 and 0 are truth values, a blank text is NULL but where texts or
 * bytes are wanted. What is none of that stays as it is.
 */
export function asInFiles(json: unknown, type: DataType): unknown {
  if (type.kind === "boolean" && typeof json === "number") return BOOLEANS.get(String(json)) ?? json;
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
      return NUMBER.test(text) ? Number(text) : json;
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
