import { toInt64, type DataType, type Int64, type StructType, type Value } from "@pinion/core";
import { localOffset, type Zone } from "@pinion/core/std";
import type { AvroNode, RecordNode } from "./avro-schema.js";
import { branchOf, leastBytes, skipper } from "./avro-skip.js";
import { DecodeFailure, readBlock, readInt, readLength, readLong, take, type Cursor } from "./cursor.js";

/** Reads one value. */
export type Read = (c: Cursor) => Value;

/** What a value is to be read as. */
export interface Target {
  readonly type: DataType;
  /** Of instants that the schema writes as plain numbers: `epoch`, `epoch_millis`, `epoch_micros`. */
  readonly format?: string;
}

/**
 * How values of a writer's schema are read as values of a column; undefined where they cannot be. Widens as Avro's
 * schema resolution does: https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 */
export function reader(node: AvroNode, target: Target, zone: Zone): Read | undefined {
  const { type } = target;
  switch (node.kind) {
    case "null":
      return () => null;
    case "boolean":
      return type.kind === "boolean" ? readBoolean : undefined;
    case "int":
    case "long":
      return whole(node.kind, node.logical, target, zone);
    case "float":
    case "double":
      return fraction(node.kind, type);
    case "string":
      return type.kind === "string" ? readText : type.kind === "binary" ? readBytes : undefined;
    case "bytes":
    case "fixed":
      return bytes(node, type);
    case "enum":
      return type.kind === "string" ? readSymbol(node.symbols) : undefined;
    case "array":
      return type.kind === "array" ? readItems(node.items, type.element, zone) : undefined;
    case "map":
      return type.kind === "map" && type.key.kind === "string"
        ? readEntries(node.values, type.value, zone)
        : undefined;
    case "union":
      return readUnion(node.branches, target, zone);
    case "record":
      return type.kind === "struct" ? readStruct(node, type, zone) : undefined;
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
const BY_FORMAT: ReadonlyMap<string, number> = new Map([
  ["epoch", SECOND],
  ["epoch_millis", 1_000],
  ["epoch_micros", 1],
]);
const BY_LOGICAL: ReadonlyMap<string, number> = new Map([
  ["timestamp-millis", 1_000],
  ["timestamp-micros", 1],
  ["timestamp-nanos", 0.001],
]);

function whole(
  kind: "int" | "long",
  logical: string | undefined,
  target: Target,
  zone: Zone,
): Read | undefined {
  const read: Read = kind === "int" ? readInt : readLong;
  switch (target.type.kind) {
    case "int":
      return kind === "int" ? readInt : undefined;
    case "bigint":
      return read;
    case "float":
      return (c) => Math.fround(Number(read(c)));
    case "double":
      return (c) => Number(read(c));
    case "date":
      return kind === "int" && logical === "date" ? readInt : undefined;
    case "timestamp": {
      const local = logical?.startsWith("local-") === true;
      const unit = BY_LOGICAL.get(logical?.replace("local-", "") ?? "") ?? BY_FORMAT.get(target.format ?? "");
      if (unit === undefined) return undefined;
      const instant: Read = unit === 1 ? read : (c) => scaled(read(c) as Int64, unit);
      return local ? (c) => fromLocal(instant(c) as Int64, zone) : instant;
    }
    default:
      return undefined;
  }
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

function fraction(kind: "float" | "double", type: DataType): Read | undefined {
  if (kind === "float" && (type.kind === "float" || type.kind === "double")) {
    return (c) => c.buf.readFloatLE(take(c, 4));
  }
  return kind === "double" && type.kind === "double" ? (c) => c.buf.readDoubleLE(take(c, 8)) : undefined;
}

function bytes(node: AvroNode & { readonly kind: "bytes" | "fixed" }, type: DataType): Read | undefined {
  const span: Read = node.kind === "bytes" ? readBytes : readFixed(node.size);
  switch (type.kind) {
    case "binary":
      return span;
    case "string":
      return node.kind === "bytes" ? readText : undefined;
    case "decimal": {
      if (node.logical !== "decimal" || node.scale !== type.scale || node.precision > type.precision)
        return undefined;
      const limit = 10n ** BigInt(type.precision);
      return (c) => {
        const value = bigEndian(span(c) as Uint8Array);
        if (value < limit && value > -limit) return value;
        throw new DecodeFailure(`a decimal overflows ${type.precision} digits`);
      };
    }
    case "calendarInterval":
      if (node.kind !== "fixed" || node.size !== 12) return undefined;
      return (c) => {
        const at = take(c, 12);
        return {
          months: c.buf.readInt32LE(at),
          days: c.buf.readInt32LE(at + 4),
          micros: c.buf.readUInt32LE(at + 8) * 1000,
        };
      };
    default:
      return undefined;
  }
}

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

function readItems(items: AvroNode, element: DataType, zone: Zone): Read | undefined {
  const read = reader(items, { type: element }, zone);
  if (read === undefined) return undefined;
  const least = leastBytes(items);
  return (c) => {
    const values: Value[] = [];
    for (let count = readBlock(c, least); count > 0; count = readBlock(c, least)) {
      for (let i = 0; i < count; i++) values.push(read(c));
    }
    return values;
  };
}

function readEntries(node: AvroNode, type: DataType, zone: Zone): Read | undefined {
  const read = reader(node, { type }, zone);
  if (read === undefined) return undefined;
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

function readUnion(branches: readonly AvroNode[], target: Target, zone: Zone): Read | undefined {
  const reads = branches.map((branch) => reader(branch, target, zone));
  if (reads.every((read, i) => read === undefined || branches[i]?.kind === "null")) return undefined;
  const all = reads.map(
    (read): Read =>
      read ??
      (() => {
        throw new DecodeFailure("a union holds a value of a type that the column is not");
      }),
  );
  return (c) => branchOf(all, c)(c);
}

/** Fields of the struct by name; those that the writer lacks are NULL, others are stepped over. */
function readStruct(node: RecordNode, type: StructType, zone: Zone): Read | undefined {
  const steps: { readonly read: Read; readonly into: number }[] = [];
  for (const field of node.fields) {
    const into = type.fields.findIndex(({ name }) => name === field.name);
    const wanted = type.fields[into];
    const skip = skipper(field.node);
    const read: Read | undefined =
      wanted === undefined
        ? (c) => {
            skip(c);
            return null;
          }
        : reader(field.node, { type: wanted.type }, zone);
    if (read === undefined) return undefined;
    steps.push({ read, into });
  }
  const size = type.fields.length;
  return (c) => {
    const values: Value[] = Array.from<Value>({ length: size }).fill(null);
    for (const { read, into } of steps) {
      const value = read(c);
      if (into >= 0) values[into] = value;
    }
    return values;
  };
}
