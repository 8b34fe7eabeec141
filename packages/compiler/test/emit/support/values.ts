import { toInt64, type DataType, type Value } from "@pinion/core";
import type { Random } from "./random.js";

const STRINGS = [
  "",
  "a",
  "abc",
  "A b",
  " 12 ",
  "12",
  "-3.5",
  "1e3",
  "true",
  "2020-04-01",
  "2020-04-01 07:21:51",
  "yyyy-MM-dd",
  "day",
  "é\u{1F600}z",
  "\u2028",
  "__proto__",
  "a,b;c",
  "[a-c]+",
  '{"a":[1,2]}',
  "NaN",
];
const DOUBLES = [0, -0, 1, -1, 0.5, 3.25, 1e300, -1e-300, NaN, Infinity, -Infinity, 30, 2147483648, 1e18];
const INTS = [0, 1, -1, 2, 7, 30, 127, -128, 32767, -32768, 2147483647, -2147483648];
const BIGINTS = [
  0n,
  1n,
  -1n,
  7n,
  86400n,
  1585725711n,
  9007199254740991n,
  9007199254740993n,
  -9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
];

/** A value of a type, NULL left out. */
export function randomValue(random: Random, type: DataType): Value {
  switch (type.kind) {
    case "void":
      return null;
    case "boolean":
      return random.chance(0.5);
    case "tinyint":
      return random.pick(INTS.filter((x) => x >= -128 && x < 128));
    case "smallint":
      return random.pick(INTS.filter((x) => x >= -32768 && x < 32768));
    case "int":
      return random.pick(INTS);
    case "bigint":
      return toInt64(random.pick(BIGINTS));
    case "float":
      return Math.fround(random.pick(DOUBLES));
    case "double":
      return random.pick(DOUBLES);
    case "decimal": {
      const digits = 10n ** BigInt(Math.min(type.precision, random.int(type.precision) + 1));
      const unscaled = BigInt(random.int(2 ** 31)) * BigInt(random.int(2 ** 31)) * 10000000000000000n;
      return (random.chance(0.5) ? 1n : -1n) * (unscaled % digits);
    }
    case "string":
      return random.pick(STRINGS);
    case "binary":
      return new Uint8Array(Array.from({ length: random.int(4) }, () => random.int(256)));
    case "date":
      return random.pick([0, -1, 18353, 18353, 11016, -719162, 2932896]);
    case "timestamp":
      return toInt64(
        random.pick([
          0n,
          -1n,
          1585725711000000n,
          1585725711123456n,
          -62135596800000000n,
          253402300799999999n,
        ]),
      );
    case "time":
      return random.pick([0, 1, 45_296_789_012, 86_399_999_999]);
    case "yearMonthInterval":
      return random.pick([0, 1, -1, 12, 14]);
    case "dayTimeInterval":
      return toInt64(random.pick([0n, 1n, -1n, 86400000000n, 3661000000n]));
    case "calendarInterval":
      return { months: random.int(3), days: random.int(3), micros: random.int(3) };
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

function distinctKeys(entries: readonly (readonly [Value, Value])[]): Value {
  const seen = new Set<string>();
  return entries.filter(([key]) => {
    const text = String(key);
    const fresh = !seen.has(text);
    seen.add(text);
    return fresh;
  });
}
