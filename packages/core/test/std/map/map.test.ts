import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/map/index.js";
import { equalityOf, keyOf } from "../../../src/std/array/index.js";
import { arrayOf, DOUBLE, INT, STRING } from "../../../src/types/index.js";

const ints = keyOf(INT);

describe("maps", () => {
  it("are built of keys that differ", () => {
    expect(std.mapOfParts(ints, 1, "a", 2, null)).toEqual([
      [1, "a"],
      [2, null],
    ]);
    expect(std.mapOfParts(ints)).toEqual([]);
    expect(std.mapOfParts(ints, 1, "a", 1, "b")).toBeNull();
    expect(std.mapOfParts(ints, null, "a")).toBeNull();
    expect(std.mapOfParts(keyOf(DOUBLE), -0, 1)).toEqual([[0, 1]]);
    expect(std.mapOfParts(keyOf(DOUBLE), Number.NaN, 1, Number.NaN, 2)).toBeNull();
    expect(std.mapOfParts(keyOf(arrayOf(INT)), [1], 1, [1], 2)).toBeNull();
    expect(std.mapOfParts(keyOf(STRING), "__proto__", 1, "constructor", 2)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });

  it("are built of arrays and entries", () => {
    expect(std.mapFromArrays(ints, [1, 2], ["a", "b"])).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
    expect(std.mapFromArrays(ints, [1, 2], ["a"])).toBeNull();
    expect(std.mapFromArrays(ints, [null], ["a"])).toBeNull();
    expect(std.mapFromEntries(ints, [[1, "a"]])).toEqual([[1, "a"]]);
    expect(std.mapFromEntries(ints, [[1, "a"], null])).toBeNull();
    expect(std.mapConcat(ints, [[1, "a"]], [[2, "b"]])).toHaveLength(2);
    expect(std.mapConcat(ints, [[1, "a"]], [[1, "b"]])).toBeNull();
  });

  it("are read", () => {
    const map = [
      ["a", 1],
      ["b", null],
    ] as const;
    const equal = equalityOf(STRING);
    expect(std.mapKeys(map)).toEqual(["a", "b"]);
    expect(std.mapValues(map)).toEqual([1, null]);
    expect(std.mapEntries(map)).toEqual(map);
    expect(std.mapContainsKey(equal, map, "b")).toBe(true);
    expect(std.mapContainsKey(equal, map, "c")).toBe(false);
    expect(std.mapValueAt(equal, map, "a")).toBe(1);
    expect(std.mapValueAt(equal, map, "c")).toBeNull();
    expect(std.mapValueAt(equal, map, "__proto__")).toBeNull();
  });

  it.each([
    [
      "a:1,b:2,c:3",
      ",",
      ":",
      [
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
      ],
    ],
    ["a", ",", ":", [["a", null]]],
    ["a:1:2", ",", ":", [["a", "1:2"]]],
    ["", ",", ":", [["", null]]],
    [
      "a=1&b=2",
      "&",
      "=",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "a1b22c",
      "\\d+",
      ":",
      [
        ["a", null],
        ["b", null],
        ["c", null],
      ],
    ],
    ["a:1,a:2", ",", ":", null],
  ])("of %j split at %j and %j is %j", (text, pairs, keys, expected) => {
    expect(std.strToMap(std.mapDelimiters(pairs, keys), text)).toEqual(expected);
    expect(std.strToMapWith(text, pairs, keys)).toEqual(expected);
  });

  it("are NULL for a bad delimiter", () => {
    expect(std.strToMapWith("a:1", "(", ":")).toBeNull();
  });
});
