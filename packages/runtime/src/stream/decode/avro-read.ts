import { toInt64, type Int64, type Value } from "@pinion/core";
import type { AvroReading } from "@pinion/core/avro";
import { localOffset, type Zone } from "@pinion/core/std";
import { branchOf, leastBytes, skipper, type KnownRecords } from "./avro-skip.js";
import { DecodeFailure, readBlock, readInt, readLength, readLong, take, type Cursor } from "./cursor.js";

/** Reads one value. */
export type Read = (c: Cursor) => Value;

/** What readers of one schema share. */
export interface ReaderContext {
  readonly zone: Zone;
  readonly records: KnownRecords;
  /** Readings that were met before, which several parts of a type may share. */
  readonly reads: Map<AvroReading, Read>;
}

export function reader(reading: AvroReading, context: ReaderContext): Read {
  const before = context.reads.get(reading);
  if (before !== undefined) return before;
  const read = made(reading, (part) => reader(part, context), context);
  context.reads.set(reading, read);
  return read;
}

function made(
  reading: AvroReading,
  part: (reading: AvroReading) => Read,
  { zone, records }: ReaderContext,
): Read {
  switch (reading.kind) {
    case "null":
      return () => null;
    case "boolean":
      return readBoolean;
    case "int":
      return readInt;
    case "long":
      return readLong;
    case "number": {
      const read: Read = reading.of === "int" ? readInt : readLong;
      return reading.single ? (c) => Math.fround(Number(read(c))) : (c) => Number(read(c));
    }
    case "instant":
      return instant(reading, zone);
    case "float":
      return (c) => c.buf.readFloatLE(take(c, 4));
    case "double":
      return (c) => c.buf.readDoubleLE(take(c, 8));
    case "text":
      return readText;
    case "bytes":
      return readBytes;
    case "fixed":
      return readFixed(reading.size);
    case "decimal":
      return readDecimal(reading);
    case "interval":
      return readInterval;
    case "symbol":
      return readSymbol(reading.symbols);
    case "list":
      return readItems(part(reading.item), leastBytes(reading.items, records));
    case "map":
      return readEntries(part(reading.value));
    case "union":
      return readUnion(reading.branches.map((branch) => branch && part(branch)));
    case "struct":
      return readStruct(reading, part, records);
  }
}

const readBoolean: Read = (c) => {
  const byte = c.buf[take(c, 1)];
  if (byte === 0 || byte === 1) return byte === 1;
  throw new DecodeFailure("a boolean is neither 0 nor 1");
};

const readText: Read = (c) => {
  const length = readLength(c);
  const start = take(c, length);
  return c.buf.toString("utf8", start, start + length);
};

const readBytes: Read = (c) => {
  const length = readLength(c);
  const start = take(c, length);
  return new Uint8Array(c.buf.subarray(start, start + length));
};

const SECOND = 1_000_000;

function instant({ of, micros, local }: AvroReading & { readonly kind: "instant" }, zone: Zone): Read {
  const count: Read = of === "int" ? readInt : readLong;
  const read: Read = micros === 1 ? count : (c) => scaled(count(c) as Int64, micros);
  return local ? (c) => fromLocal(read(c) as Int64, zone) : read;
}

/** A count of units as microseconds; nanoseconds are rounded down. */
function scaled(count: Int64, unit: number): Int64 {
  if (unit < 1) return toInt64(floorDivide(BigInt(count), 1000n));
  const micros = typeof count === "number" ? count * unit : NaN;
  if (Number.isSafeInteger(micros)) return micros;
  const exact = BigInt(count) * BigInt(unit);
  if (BigInt.asIntN(64, exact) !== exact) throw new DecodeFailure("a timestamp overflows 64 bits");
  return toInt64(exact);
}

const floorDivide = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

function fromLocal(local: Int64, zone: Zone): Int64 {
  const seconds = Math.floor(Number(local) / SECOND);
  return toInt64(BigInt(local) - BigInt(localOffset(zone, seconds)) * BigInt(SECOND));
}

function readDecimal({ size, precision }: AvroReading & { readonly kind: "decimal" }): Read {
  const span: Read = size === undefined ? readBytes : readFixed(size);
  const limit = 10n ** BigInt(precision);
  return (c) => {
    const value = bigEndian(span(c) as Uint8Array);
    if (value < limit && value > -limit) return value;
    throw new DecodeFailure(`a decimal overflows ${precision} digits`);
  };
}

const readInterval: Read = (c) => {
  const at = take(c, 12);
  return {
    months: c.buf.readInt32LE(at),
    days: c.buf.readInt32LE(at + 4),
    micros: c.buf.readUInt32LE(at + 8) * 1000,
  };
};

const readFixed =
  (size: number): Read =>
  (c) => {
    const start = take(c, size);
    return new Uint8Array(c.buf.subarray(start, start + size));
  };

function bigEndian(all: Uint8Array): bigint {
  if (all.length === 0) return 0n;
  if (all.length > 64) throw new DecodeFailure("a decimal is too long");
  const unsigned = BigInt(`0x${Buffer.from(all).toString("hex")}`);
  return BigInt.asIntN(all.length * 8, unsigned);
}

function readSymbol(symbols: readonly string[]): Read {
  return (c) => {
    const symbol = symbols[readInt(c)];
    if (symbol === undefined) throw new DecodeFailure("an enum has no such symbol");
    return symbol;
  };
}

function readItems(read: Read, least: number): Read {
  return (c) => {
    const values: Value[] = [];
    for (let count = readBlock(c, least); count > 0; count = readBlock(c, least)) {
      for (let i = 0; i < count; i++) values.push(read(c));
    }
    return values;
  };
}

function readEntries(read: Read): Read {
  return (c) => {
    // Of a key that comes twice the last value counts.
    const entries = new Map<string, Value>();
    for (let count = readBlock(c, 1); count > 0; count = readBlock(c, 1)) {
      for (let i = 0; i < count; i++) {
        const key = readText(c) as string;
        entries.set(key, read(c));
      }
    }
    return [...entries];
  };
}

function readUnion(reads: readonly (Read | undefined)[]): Read {
  const all = reads.map(
    (read): Read =>
      read ??
      (() => {
        throw new DecodeFailure("a union holds a value of a type that the column is not");
      }),
  );
  return (c) => branchOf(all, c)(c);
}

function readStruct(
  { fields, size }: AvroReading & { readonly kind: "struct" },
  part: (reading: AvroReading) => Read,
  records: KnownRecords,
): Read {
  const steps = fields.map(({ node, wanted }): ((c: Cursor, values: Value[]) => void) => {
    if (wanted === undefined) return skipper(node, records);
    const { into } = wanted;
    const read = part(wanted.reading);
    return (c, values) => {
      values[into] = read(c);
    };
  });
  return (c) => {
    const values: Value[] = Array.from<Value>({ length: size }).fill(null);
    for (const step of steps) step(c, values);
    return values;
  };
}
