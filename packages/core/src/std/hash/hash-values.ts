import { unreachable } from "../../diagnostics/error.js";
import type { DataType } from "../../types/index.js";
import { toInt64 } from "../../values/int64.js";
import type { CalendarInterval, Int64, Value } from "../../values/index.js";
import { encodeUtf8 } from "../string/utf8.js";
import { murmur3Bytes, murmur3Int, murmur3Long } from "./murmur3.js";
import { doubleBits, floatBits, highWord, integerBytes, lowWord } from "./words.js";
import { xxhash64Bytes, xxhash64Int, xxhash64Long } from "./xxhash64.js";

/** A hash function over words and bytes. The hash of one value is the seed of the next. */
interface Algorithm<Hash> {
  readonly int: (x: number, seed: Hash) => Hash;
  readonly long: (x: Int64, seed: Hash) => Hash;
  readonly bytes: (bytes: Uint8Array, seed: Hash) => Hash;
}

const MURMUR3: Algorithm<number> = {
  int: murmur3Int,
  long: (x, seed) => murmur3Long(highWord(x), lowWord(x), seed),
  bytes: murmur3Bytes,
};

const XXHASH64: Algorithm<bigint> = {
  int: xxhash64Int,
  long: (x, seed) => xxhash64Long(BigInt(x), seed),
  bytes: xxhash64Bytes,
};

type Hasher<Hash> = (value: Value, seed: Hash) => Hash;

/** How a type's values are hashed; NULL leaves the seed as it is. */
function hasher<Hash>(type: DataType, algorithm: Algorithm<Hash>): Hasher<Hash> {
  const strict = strictHasher(type, algorithm);
  return (value, seed) => (value === null ? seed : strict(value as never, seed));
}

function strictHasher<Hash>(
  type: DataType,
  { int, long, bytes }: Algorithm<Hash>,
): (value: never, seed: Hash) => Hash {
  const algorithm = { int, long, bytes };
  switch (type.kind) {
    case "void":
      return (_, seed) => seed;
    case "boolean":
      return (x: boolean, seed) => int(x ? 1 : 0, seed);
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "yearMonthInterval":
      return int;
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return long;
    case "time":
      // Spark holds nanoseconds.
      return (micros: number, seed) => long(micros * 1000, seed);
    case "float":
      return (x: number, seed) => int(floatBits(x), seed);
    case "double":
      return (x: number, seed) => long(toInt64(doubleBits(x)), seed);
    case "decimal":
      return type.precision <= 18
        ? (x: bigint, seed) => long(toInt64(x), seed)
        : (x: bigint, seed) => bytes(integerBytes(x), seed);
    case "string":
      return (x: string, seed) => bytes(encodeUtf8(x), seed);
    case "binary":
      return bytes;
    case "calendarInterval":
      return (x: CalendarInterval, seed) => int(x.months, int(x.days, long(x.micros, seed)));
    case "array": {
      const element = hasher(type.element, algorithm);
      return (x: readonly Value[], seed) => x.reduce((hash: Hash, value) => element(value, hash), seed);
    }
    case "struct": {
      const fields = type.fields.map((field) => hasher(field.type, algorithm));
      return (x: readonly Value[], seed) =>
        fields.reduce((hash, field, i) => field(x[i] ?? null, hash), seed);
    }
    case "map": {
      const key = hasher(type.key, algorithm);
      const value = hasher(type.value, algorithm);
      return (x: readonly (readonly Value[])[], seed) =>
        x.reduce((hash: Hash, [k = null, v = null]) => value(v, key(k, hash)), seed);
    }
    default:
      return unreachable(type);
  }
}

/** Made once: what hashes a row of values of these types. */
export function murmur3Of(...types: readonly DataType[]): (values: readonly Value[]) => number {
  const hashers = types.map((type) => hasher(type, MURMUR3));
  return (values) => hashers.reduce((hash, one, i) => one(values[i] ?? null, hash), 42);
}

export function xxhash64Of(...types: readonly DataType[]): (values: readonly Value[]) => bigint {
  const hashers = types.map((type) => hasher(type, XXHASH64));
  return (values) => hashers.reduce((hash, one, i) => one(values[i] ?? null, hash), 42n);
}

export const murmur3 = (hash: ReturnType<typeof murmur3Of>, ...values: readonly Value[]): number =>
  hash(values);

export const xxhash64 = (hash: ReturnType<typeof xxhash64Of>, ...values: readonly Value[]): Int64 =>
  toInt64(hash(values));
