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
  if (Number.isSafeInteger(value)) out.integer(value as number);
  else if (value === null) out.bytes(NULL);
  else out.text(integerText(value));
};

/*
 * What goes into a document without quotes is looked at: a value of another type would make it another document, or none. Values are of
 * their types wherever they are made, so this is Pinion's bug.
 */

function integerText(value: Value): string {
  if (!Number.isSafeInteger(value) && typeof value !== "bigint") throw ofOtherType("whole number", value);
  return String(value);
}

function booleanText(value: Value): string {
  if (typeof value !== "boolean") throw ofOtherType("BOOLEAN", value);
  return String(value);
}

function numberText(value: Value): string {
  if (typeof value !== "number") throw ofOtherType("DOUBLE", value);
  return doubleText(value);
}

function stringText(value: Value): string {
  if (typeof value !== "string") throw ofOtherType("STRING", value);
  return JSON.stringify(value);
}

const ofOtherType = (wanted: string, value: Value): Error =>
  new Error(`a ${typeof value} was to be written as a ${wanted}`);

function writerOfSome(type: DataType, timeZone: string, int64: Int64Form): WriteValue {
  switch (type.kind) {
    case "boolean":
      return booleanText;
    case "tinyint":
    case "smallint":
    case "int":
      return integerText;
    case "bigint":
      return int64 === "number" ? integerText : (value) => `"${integerText(value)}"`;
    // Clients whose numbers are doubles get the number that it is in process: its own fewest digits are those of another double.
    case "float":
    case "double":
      return numberText;
    case "string":
      return stringText;
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
