import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DOUBLE,
  INT,
  STRING,
  structOf,
  type DataType,
} from "../../src/types/index.js";
import {
  compareStrings,
  compareValues,
  equalValues,
  nullsFirst,
  type Value,
} from "../../src/values/index.js";

const cases: readonly (readonly [string, DataType, readonly Value[]])[] = [
  ["doubles", DOUBLE, [-Infinity, -1, 0, 0.5, Infinity, NaN]],
  [
    "64-bit integers in both forms",
    BIGINT,
    [-9223372036854775808n, -1, 0, 9007199254740991, 9007199254740992n],
  ],
  ["booleans", BOOLEAN, [false, true]],
  [
    "texts by code point",
    STRING,
    ["", "A", "a", "ab", "b", "é", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "😀"],
  ],
  ["bytes", BINARY, [[], [0], [0, 1], [1], [127], [128], [255]].map((bytes) => Uint8Array.from(bytes))],
  ["arrays", arrayOf(INT), [[], [null], [null, 1], [1], [1, null], [1, 0], [2]]],
  [
    "structs",
    structOf([
      { name: "a", type: STRING },
      { name: "b", type: DOUBLE },
    ]),
    [
      [null, 9],
      ["a", null],
      ["a", 1],
      ["a", NaN],
      ["b", 0],
    ],
  ],
];

describe.each(cases)("%s", (_, type, ascending) => {
  test("are ordered and equal only to themselves", () => {
    const compare = compareValues(type);
    const equal = equalValues(type);
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) {
        expect(Math.sign(compare(a, b)), `${String(a)} ? ${String(b)}`).toBe(Math.sign(i - j));
        expect(equal(a, b)).toBe(i === j);
      }
    }
  });
});

test("zeros of either sign are one number, and NaN is one too", () => {
  expect(compareValues(DOUBLE)(0, -0)).toBe(0);
  expect(equalValues(DOUBLE)(0, -0)).toBe(true);
  expect(equalValues(DOUBLE)(NaN, NaN)).toBe(true);
  expect(equalValues(arrayOf(DOUBLE))([NaN, 0], [NaN, -0])).toBe(true);
});

test("NULL stands before every value", () => {
  const compare = nullsFirst(DOUBLE);
  expect([1, null, NaN, -1, null].sort(compare)).toEqual([null, null, -1, 1, NaN]);
});

test("texts are ordered as their UTF-8 bytes are", () => {
  const encode = (text: string) => new TextEncoder().encode(text);
  const bytes = compareValues(BINARY);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (a, b) => {
      expect(Math.sign(compareStrings(a, b))).toBe(Math.sign(bytes(encode(a), encode(b))));
    }),
  );
});
