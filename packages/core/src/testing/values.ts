import type { DataType, DecimalType } from "../types/index.js";
import { INT64_MAX, INT64_MIN, pow10, toInt64, type Value } from "../values/index.js";
import type { Random } from "./random.js";
import { randomText } from "./texts.js";

const DOUBLES: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  7,
  10,
  30,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  0.1,
  1 / 3,
  3.25,
  1e-7,
  127.5,
  2147483647.5,
  2147483648,
  -2147483648.5,
  1585725711.123456,
  9007199254740991,
  9007199254740992,
  9007199254740994,
  9223372036854774784,
  9223372036854775808,
  -9223372036854775808,
  1e18,
  1e38,
  3.4028234663852886e38,
  3.4028235677973366e38,
  -3.5e38,
  1.401298464324817e-45,
  7e-46,
  5e-324,
  -1e-300,
  1e300,
  1.7976931348623157e308,
  NaN,
  Infinity,
  -Infinity,
];
const INTS: readonly number[] = [
  0, 1, -1, 2, 3, 5, 7, 10, -10, 12, 30, 31, 32, 60, 63, 64, 100, 127, -128, 255, 1000, 2020, 32767, -32768,
  65535, 86400, 2147483647, -2147483648, -2147483647,
];
const BIGINTS: readonly bigint[] = [
  0n,
  1n,
  -1n,
  2n,
  7n,
  64n,
  1000n,
  86400n,
  -86400n,
  1585725711n,
  1585725711123n,
  2147483648n,
  -2147483649n,
  4294967296n,
  3037000500n,
  9007199254740990n,
  9007199254740991n,
  9007199254740992n,
  9007199254740993n,
  -9007199254740991n,
  -9007199254740992n,
  -9007199254740993n,
  9223372036854775807n,
  9223372036854775806n,
  -9223372036854775807n,
  -9223372036854775808n,
];
/** Days: years 1 and 9999, the calendars' change of 1582, leap days, the days of clock changes. */
const DATES: readonly number[] = [
  0, -1, 1, 31, 59, 60, 365, 11016, 18321, 18322, 18329, 18353, 18567, 18627, 18628, -25508, -25567, -141428,
  -141427, -719162, -719528, 2932896, 2932895, -31423,
];
/**
 * Microseconds: years 1 and 9999, around clock changes of Los Angeles (2020, 1883) and Kolkata (1941, 1906), and
 * around what a number holds.
 */
const INSTANTS: readonly bigint[] = [
  0n,
  -1n,
  1n,
  999999n,
  -1000000n,
  1585725711000000n,
  1585725711123456n,
  1583661599999999n,
  1583661600000000n,
  1604217600000000n,
  1604221200000000n,
  1604224799999999n,
  1604224800000000n,
  -2717640000000000n,
  -2717640000000001n,
  -2019705670000000n,
  -891582800000000n,
  951782400000000n,
  951868799999999n,
  -62135596800000000n,
  -62135568000000000n,
  253402300799999999n,
  253402271999999999n,
  9007199254740991n,
  9007199254740993n,
  -9007199254740993n,
  -12219292800000000n,
];
/** Microseconds since midnight. */
const TIMES: readonly number[] = [
  0, 1, 999_999, 45_296_000_000, 45_296_789_012, 86_399_000_000, 86_399_999_999,
];
const MONTHS: readonly number[] = [0, 1, -1, 11, 12, 14, -25, 1200, 2147483647, -2147483648];
const DURATIONS: readonly bigint[] = [
  0n,
  1n,
  -1n,
  999999n,
  1000000n,
  3661000000n,
  -3661000001n,
  86400000000n,
  -86400000000n,
  9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
];

/** A value of a type, NULL left out: mostly one at some edge. */
export function randomValue(random: Random, type: DataType): Value {
  switch (type.kind) {
    case "void":
      return null;
    case "boolean":
      return random.chance(0.5);
    case "tinyint":
      return integer(random, 7);
    case "smallint":
      return integer(random, 15);
    case "int":
      return integer(random, 31);
    case "bigint":
      return toInt64(random.chance(0.85) ? random.pick(BIGINTS) : random.bits() >> BigInt(random.int(64)));
    case "float":
      return Math.fround(double(random));
    case "double":
      return double(random);
    case "decimal":
      return decimalValue(random, type);
    case "string":
      return randomText(random);
    case "binary":
      return bytes(random);
    case "date":
      return random.chance(0.8) ? random.pick(DATES) : random.int(3652059) - 719162;
    case "timestamp":
      if (random.chance(0.02)) return toInt64(random.pick([INT64_MAX, INT64_MIN, INT64_MIN + 1n]));
      return toInt64(random.chance(0.8) ? random.pick(INSTANTS) : random.bits() % 62135596800000000n);
    case "time":
      return random.chance(0.5) ? random.pick(TIMES) : random.int(86_400_000) * 1000 + random.int(1000);
    case "yearMonthInterval":
      return random.pick(MONTHS);
    case "dayTimeInterval":
      return toInt64(random.pick(DURATIONS));
    case "calendarInterval":
      return {
        months: random.pick(MONTHS),
        days: integer(random, 31),
        micros: toInt64(random.pick(DURATIONS)),
      };
    case "array":
      return Array.from({ length: random.int(4) }, () => randomNullable(random, type.element));
    case "map":
      return distinctKeys(
        Array.from({ length: random.int(3) }, () => [
          randomValue(random, type.key),
          randomNullable(random, type.value),
        ]),
      );
    case "struct":
      return type.fields.map((field) => randomNullable(random, field.type));
  }
}

export const randomNullable = (random: Random, type: DataType): Value =>
  random.chance(0.2) ? null : randomValue(random, type);

/** Of a type with `bits` bits and a sign. */
function integer(random: Random, bits: number): number {
  const limit = 2 ** bits;
  if (random.chance(0.1)) return random.int(2 * limit) - limit;
  if (random.chance(0.1)) return random.chance(0.5) ? limit - 1 : -limit;
  if (random.chance(0.3)) return random.int(14) - 1;
  const found = random.pick(INTS);
  return found >= -limit && found < limit ? found : found % 100;
}

function double(random: Random): number {
  if (random.chance(0.8)) return random.pick(DOUBLES);
  if (random.chance(0.5)) return (random.int(2_000_001) - 1_000_000) / 100;
  return Number(random.bits()) * 2 ** (random.int(2000) - 1000);
}

function decimalValue(random: Random, { precision, scale }: DecimalType): bigint {
  const most = pow10(precision) - 1n;
  const unit = pow10(scale);
  const sign = random.chance(0.5) ? 1n : -1n;
  switch (random.int(6)) {
    case 0:
      return sign * most;
    case 1:
      return sign * BigInt(random.int(3));
    case 2:
      return (sign * unit * BigInt(random.int(40))) % (most + 1n);
    // Halfway between two integers.
    case 3:
      return (sign * ((unit * BigInt(2 * random.int(30) + 1)) / 2n)) % (most + 1n);
    default: {
      const wide = (random.bits() << 64n) | BigInt.asUintN(64, random.bits());
      return wide % pow10(1 + random.int(precision));
    }
  }
}

function bytes(random: Random): Uint8Array {
  if (random.chance(0.3)) return new TextEncoder().encode(randomText(random));
  return new Uint8Array(Array.from({ length: random.int(9) }, () => random.int(256)));
}

function distinctKeys(entries: readonly (readonly [Value, Value])[]): Value {
  const seen = new Set<string>();
  return entries.filter(([key]) => {
    // Of no type but VOID.
    if (key === null) return false;
    const text = key instanceof Uint8Array ? key.join() : String(Object.is(key, -0) ? 0 : key);
    const fresh = !seen.has(text);
    seen.add(text);
    return fresh;
  });
}
