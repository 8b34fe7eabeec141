import { describe, expect, test } from "vitest";
import * as std from "../../../src/std/index.js";

describe("vectors as arrays", () => {
  test("products, distances and angles", () => {
    expect(std.dotProduct([1, 2, 3], [4, 5, 6])).toBe(32);
    expect(std.l2Distance([0, 0], [3, 4])).toBe(5);
    expect(std.cosineSimilarity([1, 0], [1, 1])).toBeCloseTo(Math.SQRT1_2, 15);
    expect(std.vectorCosine([1, 0], [-2, 0])).toBe(-1);
  });

  test("a FLOAT is rounded once, at the end", () => {
    expect(std.dotProductFloat([3e38, 3e38], [2, -2])).toBe(0);
    expect(std.l2DistanceFloat([1, 2, 3], [4, 5, 6])).toBe(Math.fround(Math.sqrt(27)));
    expect(std.cosineSimilarityFloat([1e-30, 1e-30], [1e-30, 1e-30])).toBe(1);
  });

  test("NULLs and other lengths make NULL", () => {
    for (const two of [std.dotProduct, std.l2Distance, std.cosineSimilarity, std.vectorCosine]) {
      expect(two([1, null], [1, 2])).toBe(null);
      expect(two([1, 2], [1, null])).toBe(null);
      expect(two([1, 2], [1])).toBe(null);
    }
    expect(std.l2Norm([1, null])).toBe(null);
    expect(std.vectorNormalize([1, null], 2)).toBe(null);
  });

  test("without direction the reference system says 0 and Spark NULL", () => {
    expect(std.cosineSimilarity([0, 0], [1, 2])).toBe(0);
    expect(std.cosineSimilarity([], [])).toBe(0);
    expect(std.vectorCosine([0, 0], [1, 2])).toBe(null);
    expect(std.vectorCosine([], [])).toBe(null);
  });

  test("norms", () => {
    expect([1, 2, Infinity, 3].map((degree) => std.vectorNorm([3, -4], degree))).toEqual([7, 5, 4, null]);
    expect(std.vectorNormalize([3, 4], 1)).toEqual([Math.fround(3 / 7), Math.fround(4 / 7)]);
    expect(std.vectorNormalize([0], 2)).toBe(null);
    expect(std.vectorNormalize([], 2)).toEqual([]);
  });
});

describe("vectors as maps", () => {
  test("what one does not hold is 0", () => {
    expect(
      std.dotProductSparse(
        [
          ["a", 2],
          ["b", 1],
        ],
        [
          ["a", 3],
          ["c", 5],
        ],
      ),
    ).toBe(6);
    expect(
      std.cosineSimilaritySparse(
        [
          ["a", 1],
          ["b", 1],
        ],
        [
          ["b", 1],
          ["c", 1],
        ],
      ),
    ).toBeCloseTo(0.5, 15);
    expect(std.cosineSimilaritySparse([], [["b", 1]])).toBe(0);
  });

  test("NULLs make NULL wherever they stand", () => {
    expect(std.dotProductSparse([["a", null]], [["b", 1]])).toBe(null);
    expect(std.dotProductSparse([["a", 1]], [["b", null]])).toBe(null);
  });
});
