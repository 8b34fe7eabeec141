import { valueToJson, type DataType, type Value } from "@pinion/core";
import type { JsonBytes } from "./json-bytes.js";

/** Writes a value as JSON text. */
export type WriteValue = (value: Value) => string;

/** How BIGINTs go out: as numbers in full digits, or as texts for clients whose numbers are doubles. */
export type Int64Form = "number" | "string";

/**
 * The writer of a type. Its text reads back to the same value: integers have all their digits, a DOUBLE or FLOAT has a
 * point or an exponent, NaN and the infinities are texts; the rest is as `valueToJson` of the core writes it.
 */
export function valueWriter(type: DataType, timeZone: string, int64: Int64Form): WriteValue {
  const write = writerOfSome(type, timeZone, int64);
  return (value) => (value === null ? "null" : write(value));
}

/** Appends a value as JSON. */
export type AppendValue = (out: JsonBytes, value: Value) => void;

const NULL = Buffer.from("null");

/** The same text as {@link valueWriter} writes, appended to bytes. */
export function valueAppender(type: DataType, timeZone: string, int64: Int64Form): AppendValue {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
      return appendInteger;
    case "bigint":
      if (int64 === "number") return appendInteger;
      break;
    default:
  }
  const write = writerOfSome(type, timeZone, int64);
  return (out, value) => {
    if (value === null) out.bytes(NULL);
    else out.text(write(value));
  };
}

const appendInteger: AppendValue = (out, value) => {
  if (typeof value === "number") out.integer(value);
  else if (value === null) out.bytes(NULL);
  else if (typeof value === "bigint") out.text(String(value));
};

function writerOfSome(type: DataType, timeZone: string, int64: Int64Form): WriteValue {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
      return String;
    case "bigint":
      return int64 === "number" ? String : (value) => `"${String(value)}"`;
    // Clients whose numbers are doubles get the number that it is in process: its own fewest digits are those of another double.
    case "float":
    case "double":
      return (value) => doubleText(value as number);
    case "string":
      return JSON.stringify;
    case "array": {
      const element = valueWriter(type.element, timeZone, int64);
      return (value) => `[${(value as readonly Value[]).map(element).join(",")}]`;
    }
    case "map": {
      const key = valueWriter(type.key, timeZone, int64);
      const item = valueWriter(type.value, timeZone, int64);
      const pair = ([k, v]: readonly [Value, Value]): string => `[${key(k)},${item(v)}]`;
      return (value) => `[${(value as readonly (readonly [Value, Value])[]).map(pair).join(",")}]`;
    }
    case "struct": {
      const fields = type.fields.map((field) => ({
        name: JSON.stringify(field.name),
        write: valueWriter(field.type, timeZone, int64),
      }));
      return (value) => {
        const parts = value as readonly Value[];
        return `{${fields.map(({ name, write }, i) => `${name}:${write(parts[i] ?? null)}`).join(",")}}`;
      };
    }
    default:
      return (value) => valueToJson(value, type, timeZone);
  }
}

/** JavaScript's digits, with a point where they would read as a whole number. */
export function doubleText(x: number): string {
  if (!Number.isInteger(x)) return Number.isFinite(x) ? String(x) : `"${x}"`;
  if (x === 0) return Object.is(x, -0) ? "-0.0" : "0.0";
  return Math.abs(x) < 1e21 ? `${x}.0` : String(x);
}
