import { showValue, toInt64, type DataType, type Int64, type Value } from "@pinion/core";
import type { AvroNode, RecordNode } from "@pinion/core/avro";
import { localOffset, type Zone } from "@pinion/core/std";
import { showInstant } from "../../time/instant.js";
import { damaged } from "./damage.js";
import { branchOf, skip } from "./skip.js";
import { readBytes, readInt, readItems, readLength, readLong, readText, type Tap } from "./tap.js";

/** How values of a writer's schema become values of a type. */
export type Resolved =
  | { readonly kind: "read"; readonly type: DataType; readonly read: (tap: Tap) => Value }
  /** Why no column can hold them. */
  | { readonly kind: "refused"; readonly reason: string };

type Read = (tap: Tap) => Value;

const reading = (type: DataType, read: Read): Resolved => ({ kind: "read", type, read });
const refused = (reason: string): Resolved => ({ kind: "refused", reason });

const INT: DataType = { kind: "int" };
const STRING: DataType = { kind: "string" };
const BINARY: DataType = { kind: "binary" };
const BIGINT: DataType = { kind: "bigint" };
const TIMESTAMP: DataType = { kind: "timestamp" };

/** Resolves a writer's schema; of records only the fields that the wanted type has are read. */
export function resolve(schema: AvroNode, wanted: DataType, zone: Zone): Resolved {
  switch (schema.kind) {
    case "null":
      return reading(STRING, () => null);
    case "boolean":
      return reading({ kind: "boolean" }, (tap) => readBytes(tap, 1)[0] === 1);
    case "int":
      return schema.logical === "date" ? reading({ kind: "date" }, readInt) : reading(INT, readInt);
    case "long":
      return ofLong(schema.logical, zone);
    case "float":
      return reading({ kind: "float" }, (tap) => readBytes(tap, 4).readFloatLE(0));
    case "double":
      return reading({ kind: "double" }, (tap) => readBytes(tap, 8).readDoubleLE(0));
    case "bytes":
      return ofBytes((tap) => readBytes(tap, readLength(tap)), schema);
    case "fixed":
      return ofBytes((tap) => readBytes(tap, schema.size), schema);
    case "string":
      return reading(STRING, readText);
    case "enum":
      return reading(STRING, (tap) => branchOf(tap, schema.symbols));
    case "array": {
      const of = resolve(schema.items, wanted.kind === "array" ? wanted.element : wanted, zone);
      if (of.kind === "refused") return of;
      return reading({ kind: "array", element: of.type }, (tap) => {
        const items: Value[] = [];
        readItems(tap, () => items.push(of.read(tap)));
        return items;
      });
    }
    case "map": {
      const of = resolve(schema.values, wanted.kind === "map" ? wanted.value : wanted, zone);
      if (of.kind === "refused") return of;
      return reading({ kind: "map", key: STRING, value: of.type }, (tap) => {
        const entries = new Map<string, Value>();
        readItems(tap, () => entries.set(readText(tap), of.read(tap)));
        return [...entries];
      });
    }
    case "union":
      return ofUnion(schema.branches, wanted, zone);
    case "record":
      return ofRecord(schema, wanted, zone);
  }
}

function ofLong(logical: string | undefined, zone: Zone): Resolved {
  switch (logical) {
    case "timestamp-millis":
      return reading(TIMESTAMP, (tap) => scaled(readLong(tap), 1000n, 1n));
    case "timestamp-micros":
      return reading(TIMESTAMP, readLong);
    case "timestamp-nanos":
      return reading(TIMESTAMP, (tap) => scaled(readLong(tap), 1n, 1000n));
    case "local-timestamp-millis":
      return reading(TIMESTAMP, (tap) => instantOf(scaled(readLong(tap), 1000n, 1n), zone));
    case "local-timestamp-micros":
      return reading(TIMESTAMP, (tap) => instantOf(readLong(tap), zone));
    case "local-timestamp-nanos":
      return reading(TIMESTAMP, (tap) => instantOf(scaled(readLong(tap), 1n, 1000n), zone));
    default:
      return reading(BIGINT, readLong);
  }
}

/** Microseconds of a time in another unit; a part of one is cut off, towards the past. */
function scaled(value: Int64, factor: bigint, divisor: bigint): Int64 {
  const exact = BigInt(value) * factor;
  const rest = ((exact % divisor) + divisor) % divisor;
  const micros = (exact - rest) / divisor;
  if (BigInt.asIntN(64, micros) !== micros) return damaged(`the time ${value} is out of range`);
  return toInt64(micros);
}

/** The instant of a local time of the project's zone. */
function instantOf(local: Int64, zone: Zone): Int64 {
  const exact = BigInt(local);
  const seconds = Number((exact - (((exact % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n);
  return toInt64(exact - BigInt(localOffset(zone, seconds)) * 1_000_000n);
}

/** The digits of the widest DECIMAL. */
const MOST_DIGITS = 38;

function ofBytes(
  read: (tap: Tap) => Buffer,
  { logical, precision, scale }: AvroNode & { readonly kind: "bytes" | "fixed" },
): Resolved {
  if (logical === "uuid") {
    return reading(STRING, (tap) => {
      const hex = read(tap).toString("hex");
      return hex.length === 32
        ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5")
        : damaged("a uuid has not 16 bytes");
    });
  }
  const isWhole = Number.isSafeInteger(precision) && Number.isSafeInteger(scale);
  if (logical !== "decimal" || !isWhole || precision < 1 || scale < 0 || scale > precision)
    return reading(BINARY, (tap) => Uint8Array.from(read(tap)));
  if (precision > MOST_DIGITS) return reading(STRING, (tap) => decimalText(unscaled(read(tap)), scale));
  const limit = 10n ** BigInt(precision);
  return reading({ kind: "decimal", precision, scale }, (tap) => {
    const digits = unscaled(read(tap));
    if (digits >= limit || digits <= -limit) damaged(`a decimal has more than ${precision} digits`);
    return digits;
  });
}

/** Two's complement, the highest byte first. */
const unscaled = (bytes: Buffer): bigint =>
  bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString("hex")}`));

function decimalText(digits: bigint, scale: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const point = text.length - scale;
  return `${digits < 0n ? "-" : ""}${text.slice(0, point)}${scale === 0 ? "" : `.${text.slice(point)}`}`;
}

function ofUnion(branches: readonly AvroNode[], wanted: DataType, zone: Zone): Resolved {
  const resolved = branches.map((branch) => resolve(branch, wanted, zone));
  const others = resolved.filter((_, i) => branches[i]?.kind !== "null");
  const problem = others.find((one) => one.kind === "refused");
  if (problem !== undefined) return problem;
  const reads = resolved.map((one): Read => (one.kind === "read" ? one.read : () => null));
  const [only] = others;
  if (only?.kind === "read" && others.length === 1) {
    return reading(only.type, (tap) => branchOf(tap, reads)(tap));
  }
  // Of several types a value is taken by its text, which every scalar type can be read from exactly.
  const texts = resolved.map((one, i): Read | undefined => {
    if (branches[i]?.kind === "null") return () => null;
    return one.kind === "read" ? asText(one.type, one.read) : undefined;
  });
  const whole = texts.filter((text) => text !== undefined);
  if (whole.length < texts.length) return refused("a union of several types, not all of them plain");
  return reading(STRING, (tap) => branchOf(tap, whole)(tap));
}

function asText(type: DataType, read: Read): Read | undefined {
  switch (type.kind) {
    case "array":
    case "map":
    case "struct":
    case "binary":
      return undefined;
    case "timestamp":
      return (tap) => showInstant(read(tap) as Int64);
    default:
      return (tap) => showValue(read(tap), type, "UTC");
  }
}

function ofRecord(schema: RecordNode, wanted: DataType, zone: Zone): Resolved {
  if (wanted.kind !== "struct") return refused("a record");
  const steps: { at: number; read: Read; schema: AvroNode }[] = schema.fields.map(({ node }) => ({
    at: -1,
    read: () => null,
    schema: node,
  }));
  const fields: { name: string; type: DataType }[] = [];
  for (const [at, field] of wanted.fields.entries()) {
    const index = schema.fields.findIndex(({ name }) => name === field.name);
    const step = steps[index];
    if (step === undefined) return refused(`a record without the field \`${field.name}\``);
    const of = resolve(step.schema, field.type, zone);
    if (of.kind === "refused") return refused(`a record whose \`${field.name}\` is ${of.reason}`);
    fields.push({ name: field.name, type: of.type });
    step.at = at;
    step.read = of.read;
  }
  return reading({ kind: "struct", fields }, (tap) => {
    const values: Value[] = fields.map(() => null);
    for (const step of steps) {
      if (step.at < 0) skip(tap, step.schema);
      else values[step.at] = step.read(tap);
    }
    return values;
  });
}
