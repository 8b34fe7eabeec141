import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalToNumber,
  divideHalfUp,
  fitDecimal,
  parseDecimal,
  rescale,
  showDecimal,
  showDecimalJava,
} from "../../src/values/index.js";

describe("parseDecimal", () => {
  test.each([
    ["1", 1n, 0],
    ["-1.50", -150n, 2],
    ["+.5", 5n, 1],
    ["5.", 5n, 0],
    ["1e3", 1n, -3],
    ["1.5E-3", 15n, 4],
    ["007", 7n, 0],
  ])("reads %s", (text, unscaled, scale) => {
    expect(parseDecimal(text)).toEqual({ unscaled, scale });
  });

  test.each(["", ".", "-", "1e", "e1", "1_0", " 1", "0x1", "1.2.3", "NaN", "1e2147483649", "1e-2147483648"])(
    "refuses %j",
    (text) => {
      expect(parseDecimal(text)).toBe(undefined);
    },
  );
});

test("a huge exponent costs nothing", () => {
  const huge = parseDecimal("1e2147483647");
  const tiny = parseDecimal("9e-2147483647");
  expect(huge && fitDecimal(huge, 38, 0)).toBe(null);
  expect(tiny && fitDecimal(tiny, 38, 38)).toBe(0n);
});

test("halves are rounded away from zero", () => {
  expect([5n, -5n, 15n, 14n, -14n, 16n].map((n) => divideHalfUp(n, 10n))).toEqual([1n, -1n, 2n, 1n, -1n, 2n]);
  expect([5n, -5n].map((n) => divideHalfUp(n, -10n))).toEqual([-1n, 1n]);
});

test("what is printed reads back", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }), fc.nat(38), (unscaled, scale) => {
      for (const text of [showDecimal(unscaled, scale), showDecimalJava(unscaled, scale)]) {
        const read = parseDecimal(text);
        expect(read && rescale(read.unscaled, read.scale, 60)).toBe(rescale(unscaled, scale, 60));
      }
    }),
  );
});

test("the closest DOUBLE is that of the digits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(38), (unscaled, scale) => {
      expect(decimalToNumber(unscaled, scale)).toBe(Number(`${unscaled}e-${scale}`));
    }),
  );
});
