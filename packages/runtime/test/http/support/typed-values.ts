import type { Value } from "@pinion/core";
import fc from "fast-check";

const int64 = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map((x): Value => (Number.isSafeInteger(Number(x)) ? Number(x) : x));
const double = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1e21, 1e-7, 123456789012345680000));
const text = fc.string({ unit: "grapheme" });

const struct = fc.tuple(fc.option(int64), fc.option(text)).map((parts): Value => parts);

/** Types of every kind, with their values. */
export const TYPES: readonly (readonly [string, fc.Arbitrary<Value>])[] = [
  ["boolean", fc.boolean()],
  ["tinyint", fc.integer({ min: -128, max: 127 })],
  ["int", fc.integer()],
  ["bigint", int64],
  ["float", fc.float()],
  ["double", double],
  ["string", text],
  ["binary", fc.uint8Array()],
  ["date", fc.integer({ min: -10_000, max: 60_000 })],
  ["timestamp", fc.integer({ min: 0, max: 4e15 })],
  ["decimal(20,3)", fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n })],
  ["array<bigint>", fc.array(fc.option(int64))],
  [
    "map<string,double>",
    fc
      .uniqueArray(text)
      .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.option(double))))),
  ],
  ["struct<a:bigint,b:string>", struct],
];
