import type { DataType } from "../../types/index.js";
import { toInt64, type Int64, type Value } from "../../values/index.js";
import type { ByteReader, ByteWriter } from "./bytes.js";

/** Writes a value of a type, NULL too. */
export function writeValue(out: ByteWriter, value: Value, type: DataType): void {
  out.byte(value === null ? 0 : 1);
  if (value !== null) writePresent(out, value, type);
}

/** Reads what {@link writeValue} wrote. */
export function readValue(from: ByteReader, type: DataType): Value {
  const present = from.byte();
  if (present > 1) throw new RangeError("neither NULL nor a value");
  return present === 0 ? null : readPresent(from, type);
}

export function writeList<T>(
  out: ByteWriter,
  list: readonly T[],
  write: (out: ByteWriter, item: T) => void,
): void {
  out.count(list.length);
  for (const item of list) write(out, item);
}

export function readList<T>(from: ByteReader, read: (from: ByteReader) => T): T[] {
  const count = from.count();
  // Every item takes a byte at least, so a lie about their number costs nothing.
  if (count > from.left()) throw new RangeError("the bytes end early");
  return Array.from({ length: count }, () => read(from));
}

export function writeBlock(out: ByteWriter, bytes: Uint8Array): void {
  out.count(bytes.length);
  out.bytes(bytes);
}

export const readBlock = (from: ByteReader): Uint8Array => from.bytes(from.count());

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function writePresent(out: ByteWriter, value: Value, type: DataType): void {
  switch (type.kind) {
    case "boolean":
      out.byte(value === true ? 1 : 0);
      return;
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "yearMonthInterval":
      out.int32(value as number);
      return;
    case "float":
    case "time":
    case "double":
      out.double(value as number);
      return;
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      out.int64(BigInt(value as Int64));
      return;
    case "decimal":
      writeWide(out, value as bigint);
      return;
    case "string":
      writeBlock(out, encoder.encode(value as string));
      return;
    case "binary":
      writeBlock(out, value as Uint8Array);
      return;
    case "array":
      writeList(out, value as readonly Value[], (to, item) => writeValue(to, item, type.element));
      return;
    case "map":
      writeList(out, value as readonly (readonly [Value, Value])[], (to, [key, item]) => {
        writeValue(to, key, type.key);
        writeValue(to, item, type.value);
      });
      return;
    case "struct":
      type.fields.forEach((field, i) => writeValue(out, (value as readonly Value[])[i] ?? null, field.type));
      return;
    case "void":
    case "calendarInterval":
      throw new Error(`no state holds ${type.kind}`);
  }
}

function readPresent(from: ByteReader, type: DataType): Value {
  switch (type.kind) {
    case "boolean":
      return from.byte() === 1;
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "yearMonthInterval":
      return from.int32();
    case "float":
    case "time":
    case "double":
      return from.double();
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return toInt64(from.int64());
    case "decimal":
      return readWide(from);
    case "string":
      return decoder.decode(readBlock(from));
    case "binary":
      return readBlock(from).slice();
    case "array":
      return readList(from, (at) => readValue(at, type.element));
    case "map":
      return readList(from, (at) => [readValue(at, type.key), readValue(at, type.value)]);
    case "struct":
      return type.fields.map((field) => readValue(from, field.type));
    case "void":
    case "calendarInterval":
      throw new RangeError(`no state holds ${type.kind}`);
  }
}

/** A whole number of any length, as digits. */
export function writeWide(out: ByteWriter, value: bigint): void {
  writeBlock(out, encoder.encode(value.toString(36)));
}

export function readWide(from: ByteReader): bigint {
  const text = decoder.decode(readBlock(from));
  if (!/^-?[0-9a-z]+$/u.test(text)) throw new RangeError("not a whole number");
  const negative = text.startsWith("-");
  let value = 0n;
  for (const digit of text.slice(negative ? 1 : 0)) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return negative ? -value : value;
}
