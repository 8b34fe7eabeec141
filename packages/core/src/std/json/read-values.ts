import type { ArrayType, DataType, MapType, StructType } from "../../types/index.js";
import type { Value } from "../../values/index.js";
import type { Json } from "./json.js";
import type { Options } from "./options.js";
import { flag, optionsOf } from "./options.js";
import { atomReader, type AtomReader } from "./read-atoms.js";
import { readJson, type ReadOptions } from "./read.js";

/*
 * JSON as values of a schema, as Spark reads it in its permissive mode: what does not fit its field is NULL
 * there and marks the text as corrupt; what does not fit in an array or map spoils the whole of it.
 */

/** Reads one text. */
export type ReadValue = (text: string) => Value;

/** Undefined where the JSON is not of the type. */
type Convert = (json: Json, marks: Marks) => Value | undefined;

/** State of one text. */
interface Marks {
  corrupt: boolean;
}

/** Made once: what reads values of a type. */
export function jsonReader(
  type: DataType,
  entries: readonly (readonly [string, string])[],
  timeZone: string,
): ReadValue {
  const options = optionsOf(entries);
  const root = rootReader(type, options, timeZone);
  const readOptions = readOptionsOf(options);
  return (text) => {
    if (/^[ \t\r\n]*$/.test(text)) return null;
    return root(readJson(text, readOptions)?.value, text);
  };
}

export const fromJson = (read: ReadValue, text: string): Value => read(text);

export const readOptionsOf = (options: Options): ReadOptions => ({
  unquotedNames: flag(options, "allowunquotedfieldnames", false),
  singleQuotes: flag(options, "allowsinglequotes", true),
  leadingZeros: flag(options, "allownumericleadingzeros", false),
  comments: flag(options, "allowcomments", false),
  anyEscape: flag(options, "allowbackslashescapinganycharacter", false),
  controlCharacters: flag(options, "allowunquotedcontrolchars", false),
  nonNumbers: flag(options, "allownonnumericnumbers", true),
});

function rootReader(
  type: DataType,
  options: Options,
  timeZone: string,
): (json: Json | undefined, text: string) => Value {
  const atoms = atomReader(options, timeZone);
  if (type.kind === "struct") return structRoot(type, options, atoms);
  const convert = converter(type, atoms);
  // A lone object is read as an array of itself.
  const lone =
    type.kind === "array" && type.element.kind === "struct" ? converter(type.element, atoms) : undefined;
  return (json) => {
    if (json === undefined || json.kind === "null") return null;
    const marks = { corrupt: false };
    if (json.kind === "object" && lone !== undefined) return [lone(json, marks) ?? null];
    return convert(json, marks) ?? null;
  };
}

function structRoot(
  type: StructType,
  options: Options,
  atoms: AtomReader,
): (json: Json | undefined, text: string) => Value {
  const corruptName = options.get("columnnameofcorruptrecord") ?? "_corrupt_record";
  const corruptAt = type.fields.findIndex(
    (field) => field.name === corruptName && field.type.kind === "string",
  );
  const strictly = options.get("mode")?.toLowerCase() === "failfast";
  const convert = structConverter(type, atoms, corruptAt);
  const nothing: readonly Value[] = type.fields.map(() => null);
  return (json, text) => {
    const marks = { corrupt: false };
    const row = json?.kind === "object" ? convert(json, marks) : undefined;
    if (row !== undefined && !marks.corrupt) return row;
    if (strictly) return null;
    const kept = row === undefined ? [...nothing] : [...row];
    if (corruptAt >= 0) kept[corruptAt] = text;
    return kept;
  };
}

function converter(type: DataType, atoms: AtomReader): Convert {
  const strict = strictConverter(type, atoms);
  return (json, marks) => (json.kind === "null" ? null : strict(json, marks));
}

function strictConverter(type: DataType, atoms: AtomReader): Convert {
  switch (type.kind) {
    case "array":
      return arrayConverter(type, atoms);
    case "map":
      return mapConverter(type, atoms);
    case "struct":
      return structConverter(type, atoms, -1);
    default:
      return atoms(type);
  }
}

function arrayConverter(type: ArrayType, atoms: AtomReader): Convert {
  const element = converter(type.element, atoms);
  return (json, marks) => {
    if (json.kind !== "array") return undefined;
    const items: Value[] = [];
    for (const item of json.items) {
      const value = element(item, marks);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return items;
  };
}

/** Of doubled keys the last value counts, in the place of the first. */
function mapConverter(type: MapType, atoms: AtomReader): Convert {
  const convert = converter(type.value, atoms);
  return (json, marks) => {
    if (json.kind !== "object") return undefined;
    const entries = new Map<string, Value>();
    for (const { name, value } of json.fields) {
      const converted = convert(value, marks);
      if (converted === undefined) return undefined;
      entries.set(name, converted);
    }
    return [...entries];
  };
}

function structConverter(
  type: StructType,
  atoms: AtomReader,
  skipped: number,
): (json: Json, marks: Marks) => readonly Value[] | undefined {
  const fields = type.fields.map((field) => converter(field.type, atoms));
  const places = new Map(type.fields.map((field, i) => [field.name, i]));
  return (json, marks) => {
    if (json.kind !== "object") return undefined;
    const row: Value[] = fields.map(() => null);
    for (const { name, value } of json.fields) {
      const place = places.get(name);
      if (place === undefined || place === skipped) continue;
      const converted = fields[place]?.(value, marks);
      if (converted === undefined) marks.corrupt = true;
      else row[place] = converted;
    }
    return row;
  };
}
