import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/higher-order/index.js";
import { keyOf } from "../../../src/std/array/index.js";
import { INT } from "../../../src/types/index.js";
import type { Value } from "../../../src/values/index.js";

const isEven = (x: Value): Value => (x === null ? null : Number(x) % 2 === 0);
const add = (a: Value, b: Value): Value => (a === null || b === null ? null : Number(a) + Number(b));

describe("lambdas over arrays", () => {
  it("transform and filter with the index", () => {
    expect(std.transformArray([1, null], (x, i) => add(x, i))).toEqual([1, null]);
    expect(std.filterArray([0, 2, 3], (x, i) => Number(x) > Number(i))).toEqual([2, 3]);
    expect(std.filterArray([1, 2, null], isEven)).toEqual([2]);
  });

  it.each([
    [[1, 2], true, false],
    [[2, 4], true, true],
    [[1, null], null, false],
    [[2, null], true, null],
    [[null], null, null],
    [[], false, true],
  ])("%j: exists %j, for all %j", (array, exists, forall) => {
    expect(std.existsElement(array, isEven)).toBe(exists);
    expect(std.forallElements(array, isEven)).toBe(forall);
  });

  it("aggregate from left to right", () => {
    expect(std.aggregateArray(["a", "b"], "", (acc, x) => `${String(acc)}${String(x)}`)).toBe("ab");
    expect(std.aggregateArray([], null, add)).toBeNull();
    expect(std.aggregateArray(null, 0, add)).toBeNull();
    expect(std.aggregateAndFinish([1, 2], 0, add, (acc) => Number(acc) * 10)).toBe(30);
    expect(std.aggregateAndFinish(null, 0, add, (acc) => acc)).toBeNull();
  });

  it("zip to the longest", () => {
    expect(std.zipWith([1, 2], [3], (a, b) => (b === null ? a : add(a, b)))).toEqual([4, 2]);
  });

  it("sort as they say, NULL as NULL", () => {
    const down = (a: Value, b: Value): Value => Number(b) - Number(a);
    expect(std.sortWith([1, 3, 2], down)).toEqual([3, 2, 1]);
    expect(std.sortWith([1, 3, 2], () => null)).toBeNull();
    expect(std.sortWith([1], () => null)).toEqual([1]);
  });
});

describe("lambdas over maps", () => {
  const map = [
    [1, 10],
    [2, null],
  ] as const;

  it("filter and transform", () => {
    expect(std.filterMap(map, (_, v) => v !== null)).toEqual([[1, 10]]);
    expect(std.transformValues(map, (k, v) => add(k, v))).toEqual([
      [1, 11],
      [2, null],
    ]);
    expect(std.transformKeys(keyOf(INT), map, (k) => add(k, 1))).toEqual([
      [2, 10],
      [3, null],
    ]);
    expect(std.transformKeys(keyOf(INT), map, () => 1)).toBeNull();
    expect(std.transformKeys(keyOf(INT), map, () => null)).toBeNull();
  });

  it("zip all keys", () => {
    const other = [
      [2, 20],
      [3, 30],
    ] as const;
    expect(
      std.mapZipWith(keyOf(INT), map, other, (k, a, b) => `${String(k)}:${String(a)}:${String(b)}`),
    ).toEqual([
      [1, "1:10:null"],
      [2, "2:null:20"],
      [3, "3:null:30"],
    ]);
  });
});
