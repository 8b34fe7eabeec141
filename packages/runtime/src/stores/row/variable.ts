import { toInt64, type CalendarInterval, type DataType, type Int64, type Value } from "@pinion/core";
import { fixedWidth } from "./schema.js";
import { readInt64, writeInt64 } from "./int64.js";

/*
 * Bytes of values without a fixed width. STRING: UTF-8. BINARY: itself. DECIMAL: the unscaled integer in
 * two's complement, 16 bytes. CalendarInterval: i32 months, i32 days, i64 micros. ARRAY, MAP, STRUCT: u32 count,
 * NULL bitmap, then the parts: fixed ones in a row, variable ones each behind a u32 of its length.
 */

const DECIMAL_BYTES = 16;
const INTERVAL_BYTES = 16;

/** The bytes of one value that is not NULL. */
export function packVariable(value: Value, type: DataType): Buffer {
  switch (type.kind) {
    case "string":
      return Buffer.from(value as string, "utf8");
    case "binary":
      return Buffer.from(value as Uint8Array);
    case "decimal":
      return packDecimal(value as bigint);
    case "calendarInterval":
      return packInterval(value as CalendarInterval);
    case "array":
      return packParts(value as readonly Value[], () => type.element);
    case "struct":
      return packParts(value as readonly Value[], (i) => fieldType(type.fields[i]?.type));
    case "map":
      return packParts((value as readonly (readonly Value[])[]).flat(), (i) =>
        i % 2 === 0 ? type.key : type.value,
      );
    default:
      throw new Error(`${type.kind} is of fixed width`);
  }
}

/** The value of bytes from `start` to `end`; throws a RangeError where they are too few. */
export function unpackVariable(buffer: Buffer, start: number, end: number, type: DataType): Value {
  if (end > buffer.length || start > end) throw new RangeError("a value's bytes end early");
  switch (type.kind) {
    case "string":
      return buffer.toString("utf8", start, end);
    case "binary":
      return new Uint8Array(buffer.subarray(start, end));
    case "decimal":
      return (buffer.readBigInt64LE(start + 8) << 64n) | buffer.readBigUInt64LE(start);
    case "calendarInterval":
      return {
        months: buffer.readInt32LE(start),
        days: buffer.readInt32LE(start + 4),
        micros: readInt64(buffer, start + 8),
      };
    case "array":
      return unpackParts(buffer, start, end, () => type.element);
    case "struct":
      return unpackParts(buffer, start, end, (i) => fieldType(type.fields[i]?.type));
    case "map": {
      const flat = unpackParts(buffer, start, end, (i) => (i % 2 === 0 ? type.key : type.value));
      return Array.from({ length: flat.length >> 1 }, (_, i) => [
        flat[2 * i] ?? null,
        flat[2 * i + 1] ?? null,
      ]);
    }
    default:
      throw new Error(`${type.kind} is of fixed width`);
  }
}

export function writeFixed(buffer: Buffer, at: number, value: Value, type: DataType): void {
  switch (type.kind) {
    case "boolean":
      buffer[at] = value === true ? 1 : 0;
      return;
    case "tinyint":
      buffer.writeInt8(value as number, at);
      return;
    case "smallint":
      buffer.writeInt16LE(value as number, at);
      return;
    case "int":
    case "date":
    case "yearMonthInterval":
      buffer.writeInt32LE(value as number, at);
      return;
    case "float":
      buffer.writeFloatLE(value as number, at);
      return;
    case "double":
      buffer.writeDoubleLE(value as number, at);
      return;
    default:
      writeInt64(buffer, value as Int64, at);
  }
}

export function readFixed(buffer: Buffer, at: number, type: DataType): Value {
  switch (type.kind) {
    case "boolean":
      return buffer.readUInt8(at) !== 0;
    case "tinyint":
      return buffer.readInt8(at);
    case "smallint":
      return buffer.readInt16LE(at);
    case "int":
    case "date":
    case "yearMonthInterval":
      return buffer.readInt32LE(at);
    case "float":
      return buffer.readFloatLE(at);
    case "double":
      return buffer.readDoubleLE(at);
    default:
      return readInt64(buffer, at);
  }
}

type TypeAt = (index: number) => DataType;

function packParts(parts: readonly Value[], typeAt: TypeAt): Buffer {
  const bitmap = (parts.length + 7) >> 3;
  const head = Buffer.alloc(4 + bitmap);
  head.writeUInt32LE(parts.length, 0);
  const chunks: Buffer[] = [head];
  parts.forEach((part, i) => {
    if (part === null) {
      const byte = 4 + (i >> 3);
      head[byte] = (head[byte] ?? 0) | (1 << (i & 7));
      return;
    }
    const type = typeAt(i);
    const width = fixedWidth(type);
    if (width > 0) {
      const bytes = Buffer.alloc(width);
      writeFixed(bytes, 0, part, type);
      chunks.push(bytes);
      return;
    }
    const bytes = packVariable(part, type);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length, 0);
    chunks.push(length, bytes);
  });
  return Buffer.concat(chunks);
}

function unpackParts(buffer: Buffer, start: number, end: number, typeAt: TypeAt): Value[] {
  const count = buffer.readUInt32LE(start);
  const bitmap = start + 4;
  let at = bitmap + Math.ceil(count / 8);
  if (at > end) throw new RangeError("a value's bytes end early");
  const parts: Value[] = [];
  for (let i = 0; i < count; i++) {
    if (((buffer[bitmap + (i >> 3)] ?? 0) & (1 << (i & 7))) !== 0) {
      parts.push(null);
      continue;
    }
    const type = typeAt(i);
    const width = fixedWidth(type);
    if (width > 0) {
      if (at + width > end) throw new RangeError("a value's bytes end early");
      parts.push(readFixed(buffer, at, type));
      at += width;
      continue;
    }
    const length = buffer.readUInt32LE(at);
    at += 4;
    parts.push(unpackVariable(buffer, at, at + length, type));
    at += length;
  }
  return parts;
}

function packDecimal(value: bigint): Buffer {
  const bytes = Buffer.alloc(DECIMAL_BYTES);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value), 0);
  bytes.writeBigInt64LE(BigInt.asIntN(64, value >> 64n), 8);
  return bytes;
}

function packInterval(value: CalendarInterval): Buffer {
  const bytes = Buffer.alloc(INTERVAL_BYTES);
  bytes.writeInt32LE(value.months, 0);
  bytes.writeInt32LE(value.days, 4);
  writeInt64(bytes, toInt64(BigInt(value.micros)), 8);
  return bytes;
}

function fieldType(type: DataType | undefined): DataType {
  if (type === undefined) throw new RangeError("a struct has more parts than fields");
  return type;
}
