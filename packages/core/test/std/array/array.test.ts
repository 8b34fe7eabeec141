import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/array/index.js";
import { comparerOf } from "../../../src/std/comparison/index.js";
import {
  arrayOf,
  BINARY,
  DOUBLE,
  INT,
  mapOf,
  STRING,
  structOf,
  type DataType,
} from "../../../src/types/index.js";
import { nullsFirst } from "../../../src/values/compare.js";
import type { Value } from "../../../src/values/index.js";

const bytes = (...values: readonly number[]): Uint8Array => new Uint8Array(values);

describe("access", () => {
  it("by index from 0 gives NULL outside", () => {
    expect(std.getElement([1, 2, 3], 0)).toBe(1);
    expect(std.getElement([1, 2, 3], 3)).toBeNull();
    expect(std.getElement([1, 2, 3], -1)).toBeNull();
  });

  it("by position from 1 counts from both ends", () => {
    expect(std.elementAt([1, 2, 3], 1)).toBe(1);
    expect(std.elementAt([1, 2, 3], -1)).toBe(3);
    expect(std.elementAt([1, 2, 3], 4)).toBeNull();
    expect(std.elementAt([1, 2, 3], -4)).toBeNull();
    expect(std.elementAt([1, 2, 3], 0)).toBeNull();
  });

  it("slices", () => {
    expect(std.sliceArray([1, 2, 3, 4], 2, 2)).toEqual([2, 3]);
    expect(std.sliceArray([1, 2, 3, 4], -2, 5)).toEqual([3, 4]);
    expect(std.sliceArray([1, 2, 3, 4], -5, 2)).toEqual([]);
    expect(std.sliceArray([1, 2, 3, 4], 5, 2)).toEqual([]);
    expect(std.sliceArray([1], 0, 1)).toBeNull();
    expect(std.sliceArray([1], 1, -1)).toBeNull();
  });

  it("measures", () => {
    expect(std.sizeOrMinusOne([1, null])).toBe(2);
    expect(std.sizeOrMinusOne(null)).toBe(-1);
  });
});

describe("change", () => {
  it.each([
    [[1, 2, 3, 4], 5, 5, [1, 2, 3, 4, 5]],
    [[5, 4, 3, 2], -1, 1, [5, 4, 3, 2, 1]],
    [[1, 3, 4], -2, 2, [1, 3, 2, 4]],
    [[2, 3, null, 4], -5, 1, [1, 2, 3, null, 4]],
    [[1, 2], -5, 9, [9, null, null, 1, 2]],
    [[1], 3, 9, [1, null, 9]],
    [[], 1, 9, [9]],
    [[1], 0, 9, null],
    [[1], 2 ** 31 - 1, 9, null],
    [[1], -(2 ** 31), 9, null],
    [null, 1, 9, null],
    [[1], null, 9, null],
    [[1], 1, null, [null, 1]],
  ])("inserts into %j at %j %j: %j", (array, position, element, expected) => {
    expect(std.arrayInsert(array, position, element)).toEqual(expected);
  });

  it("appends, prepends, repeats and takes NULLs out", () => {
    expect(std.arrayAppend([1], null)).toEqual([1, null]);
    expect(std.arrayAppend(null, 1)).toBeNull();
    expect(std.arrayPrepend([1], 2)).toEqual([2, 1]);
    expect(std.arrayRepeat("x", 2)).toEqual(["x", "x"]);
    expect(std.arrayRepeat("x", -2)).toEqual([]);
    expect(std.arrayRepeat("x", null)).toBeNull();
    expect(std.arrayRepeat("x", 2 ** 31 - 1)).toBeNull();
    expect(std.arrayCompact([null, 1, null])).toEqual([1]);
  });

  it("flattens and joins", () => {
    expect(std.flattenArray([[1, null], [], [2]])).toEqual([1, null, 2]);
    expect(std.flattenArray([[1], null])).toBeNull();
    expect(std.concatArrays([1], [2, null])).toEqual([1, 2, null]);
    const long = std.arrayRepeat(1, 1024 * 1024) ?? [];
    expect(std.concatArrays(long, long)).toBeNull();
    expect(std.flattenArray([long, long])).toBeNull();
    expect(std.arrayAppend(long, 1)).toBeNull();
    expect(std.arrayJoin(["a", null, "b"], "-")).toBe("a-b");
    expect(std.arrayJoin(["a", null, "b"], "-", "?")).toBe("a-?-b");
    expect(std.arrayJoin([], "-")).toBe("");
  });

  it("zips to the longest", () => {
    expect(std.arraysZip([1, 2], ["a"])).toEqual([
      [1, "a"],
      [2, null],
    ]);
    expect(std.arraysZip()).toEqual([]);
  });

  it("makes new arrays", () => {
    const array = Object.freeze([2, 1]);
    expect(std.reverseArray(array)).toEqual([1, 2]);
    expect(std.sortAscending(comparerOf(INT), array)).toEqual([1, 2]);
  });
});

describe("sets", () => {
  const key = std.keyOf(INT);

  it("keep the first of equals, NULL being one of them", () => {
    expect(std.arrayDistinct(key, [1, null, 2, 1, null])).toEqual([1, null, 2]);
    expect(std.arrayUnion(key, [1, null], [null, 2])).toEqual([1, null, 2]);
    expect(std.arrayIntersect(key, [3, 1, 3, null], [null, 3])).toEqual([3, null]);
    expect(std.arrayExcept(key, [3, 1, 3, null, 1], [null, 3])).toEqual([1]);
  });

  it.each([
    [[1, 2], [2, 3], true],
    [[1], [2], false],
    [[1, null], [2], null],
    [[1, null], [1, null], true],
    [[null], [null], null],
    [[null], [], false],
    [[], [], false],
  ])("%j overlap %j: %j", (a, b, expected) => {
    expect(std.arraysOverlap(key, a, b)).toBe(expected);
    expect(std.arraysOverlap(key, b, a)).toBe(expected);
  });

  it("find NaN and zeros equal", () => {
    expect(std.arrayDistinct(std.keyOf(DOUBLE), [Number.NaN, 0, Number.NaN, -0])).toEqual([Number.NaN, 0]);
    const nested = std.keyOf(arrayOf(DOUBLE));
    expect(std.arrayDistinct(nested, [[0], [-0], [Number.NaN], [Number.NaN]])).toHaveLength(2);
  });

  it("take values for equal just where their order does", () => {
    const orNull = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.option(value);
    const text = orNull(fc.constantFrom("", "1", "1:", "1:1", "~", "2:1:"));
    const int = orNull(fc.constantFrom(1, 2, 12));
    const entry = fc.tuple(fc.constantFrom("a", "b"), orNull(fc.constant(bytes(1))));
    const cases: readonly [DataType, fc.Arbitrary<Value>][] = [
      [arrayOf(STRING), fc.array(text, { maxLength: 3 })],
      [BINARY, fc.array(fc.constantFrom(1, 2, 12), { maxLength: 3 }).map((values) => bytes(...values))],
      [
        structOf([
          { name: "a", type: arrayOf(INT) },
          { name: "b", type: INT },
        ]),
        fc.tuple(orNull(fc.array(int, { maxLength: 2 })), int),
      ],
      [arrayOf(mapOf(STRING, BINARY)), fc.array(fc.array(entry, { maxLength: 2 }), { maxLength: 2 })],
    ];
    for (const [type, value] of cases) {
      const keyOf = std.keyOf(type);
      const compare = nullsFirst(type);
      fc.assert(
        fc.property(value, value, (a, b) => {
          expect(keyOf(a) === keyOf(b)).toBe(compare(a, b) === 0);
        }),
        { numRuns: 500 },
      );
    }
  });
});

describe("search", () => {
  const equal = std.equalityOf(DOUBLE);

  it("knows that a NULL might be it", () => {
    expect(std.arrayContains(equal, [1, null], 1)).toBe(true);
    expect(std.arrayContains(equal, [1, null], 2)).toBeNull();
    expect(std.arrayContains(equal, [1], 2)).toBe(false);
    expect(std.arrayContains(equal, [Number.NaN], Number.NaN)).toBe(true);
  });

  it("places and removes", () => {
    expect(std.arrayPosition(equal, [null, 2, 2], 2)).toBe(2);
    expect(std.arrayPosition(equal, [null], 2)).toBe(0);
    expect(std.arrayRemove(equal, [1, null, 2, 1], 1)).toEqual([null, 2]);
    const sameBytes = std.equalityOf(BINARY);
    expect(std.arrayRemove(sameBytes, [bytes(1), bytes(2)], bytes(1))).toEqual([bytes(2)]);
  });
});

describe("order", () => {
  const doubles = comparerOf(DOUBLE);

  it("puts NaN above and NULLs where they belong", () => {
    const array = [2, null, Number.NaN, -0, 1];
    expect(std.sortAscending(doubles, array)).toEqual([null, -0, 1, 2, Number.NaN]);
    expect(std.sortDescending(doubles, array)).toEqual([Number.NaN, 2, 1, -0, null]);
    expect(std.sortNullsLast(doubles, array)).toEqual([-0, 1, 2, Number.NaN, null]);
    expect(std.arrayMax(doubles, array)).toBeNaN();
    expect(std.arrayMin(doubles, array)).toBe(-0);
    expect(std.arrayMax(doubles, [null])).toBeNull();
  });

  it("goes by code points of text", () => {
    const texts = comparerOf(STRING);
    expect(std.arrayMax(texts, ["a", "😀", "\uffff"])).toBe("😀");
    expect(std.sortAscending(texts, ["😀", "\uffff", "b", "a"])).toEqual(["a", "b", "\uffff", "😀"]);
  });
});

describe("sequence", () => {
  const MAX = 2n ** 63n - 1n;

  it.each([
    [1, 5, undefined, [1, 2, 3, 4, 5]],
    [5, 1, undefined, [5, 4, 3, 2, 1]],
    [1, 10, 3, [1, 4, 7, 10]],
    [1, 9, 3, [1, 4, 7]],
    [10, 1, -4, [10, 6, 2]],
    [1, 1, undefined, [1]],
    [1, 1, 0, [1]],
    [1, 1, -5, [1]],
    [1, 2, 0, null],
    [1, 5, -1, null],
    [5, 1, 1, null],
    [1, 10_000_000, 1, null],
  ])("from %j to %j by %j is %j", (start, stop, step, expected) => {
    expect(std.sequenceIntegers(start, stop, step)).toEqual(expected);
  });

  it("is exact at the ends of 64 bits", () => {
    expect(std.sequenceIntegers(MAX - 1n, MAX)).toEqual([MAX - 1n, MAX]);
    expect(std.sequenceIntegers(-(2n ** 63n), MAX, MAX)).toEqual([-(2n ** 63n), -1, MAX - 1n]);
    expect(std.sequenceIntegers(-(2n ** 63n), MAX)).toBeNull();
    const safe = Number.MAX_SAFE_INTEGER;
    expect(std.sequenceIntegers(safe, 9007199254740993n)).toEqual([
      safe,
      9007199254740992n,
      9007199254740993n,
    ]);
  });
});
