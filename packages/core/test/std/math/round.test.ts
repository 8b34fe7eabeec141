import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bin,
  conv,
  rint,
  roundBigint,
  roundDecimal,
  roundDouble,
  roundInt,
} from "../../../src/std/math/index.js";
import { INT64_MAX, INT64_MIN } from "../../../src/values/int64.js";

describe("roundDouble", () => {
  test.each([
    ["halfUp", 2, 1.005, 1.01],
    ["halfUp", 2, 2.675, 2.68],
    ["halfEven", 2, 2.675, 2.68],
    ["halfEven", 2, 2.665, 2.66],
    ["halfUp", 0, -0.4, 0],
    ["halfUp", 0, -0.5, -1],
    ["halfEven", 0, -0.5, 0],
    ["halfUp", -2, 150, 200],
    ["halfEven", -2, 250, 200],
    ["halfUp", -3, 499, 0],
    ["halfUp", -3, 500, 1000],
    ["halfUp", -299, 1e300, 1e300],
    ["halfUp", -301, 1e300, 0],
    ["halfUp", 400, 1.5, 1.5],
    ["halfUp", 1, Infinity, Infinity],
    ["halfUp", 1, -Infinity, -Infinity],
    ["halfUp", 323, 5e-324, 1e-323],
    ["halfUp", 3, 4503599627370497.5, 4503599627370497.5],
  ] as const)("%s to %i of %d", (mode, scale, x, rounded) => {
    expect(roundDouble(mode, scale, x)).toBe(rounded);
  });

  test("NaN stays", () => {
    expect(roundDouble("halfUp", 2, NaN)).toBeNaN();
  });

  test("agrees with rounding the printed digits one by one", () => {
    const double = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.tuple(fc.integer(), fc.integer({ min: 0, max: 8 })).map(([n, e]) => n / 10 ** e),
    );
    fc.assert(
      fc.property(double, fc.integer({ min: -5, max: 18 }), (x, scale) => {
        expect(roundDouble("halfUp", scale, x)).toBe(byHand(x, scale));
      }),
      { numRuns: 2000 },
    );
  });
});

/** Halves away from zero, on a fixed-point text of all digits. */
function byHand(x: number, scale: number): number {
  const [mantissa = "", exponent = ""] = Math.abs(x).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  // digits × 10^power is x.
  const power = Number(exponent) - digits.length + 1;
  if (power >= -scale) return x === 0 ? 0 : x;
  const zeros = "0".repeat(Math.max(0, -scale - power - digits.length + 1));
  const padded = zeros + digits;
  const kept = padded.slice(0, padded.length - (-scale - power));
  const next = padded[kept.length] ?? "0";
  const rounded = BigInt(kept === "" ? "0" : kept) + (next >= "5" ? 1n : 0n);
  return (x < 0 ? -1 : 1) * Number(`${rounded}e${-scale}`) + 0;
}

describe("roundDecimal", () => {
  test.each([
    ["halfUp", 1, 0, 25n, 3n],
    ["halfUp", 1, 0, -25n, -3n],
    ["halfEven", 1, 0, 25n, 2n],
    ["halfEven", 1, 0, -35n, -4n],
    ["halfEven", 2, 0, 251n, 3n],
    ["ceiling", 1, 0, -1n, 0n],
    ["ceiling", 5, 3, 314115n, 4000n],
    ["floor", 1, 0, -1n, -1n],
    ["floor", 0, 0, 7n, 7n],
    ["halfUp", 1000000, 999999, 7n, 0n],
    ["ceiling", 1000000, 999999, 7n, null],
    ["halfUp", 1, 1, 10n ** 38n - 1n, null],
  ] as const)("%s without %i digits of %s", (mode, drop, back, x, rounded) => {
    expect(roundDecimal(mode, drop, back, 38, x)).toBe(rounded);
  });
});

describe("rounded integers wrap", () => {
  test.each([
    [8, 127, -126],
    [16, 32767, -32766],
    [16, -32768, 32766],
    [32, -2147483647, 2147483646],
    [32, 524, 520],
    [32, 525, 530],
  ])("to %i bits", (bits, x, rounded) => {
    expect(roundInt("halfUp", 1, bits, x)).toBe(rounded);
  });

  test("BIGINTs too", () => {
    expect(roundBigint("halfUp", 1, INT64_MAX)).toBe(-9223372036854775806n);
    expect(roundBigint("halfUp", 1, INT64_MIN)).toBe(9223372036854775806n);
    expect(roundBigint("halfEven", 2, 550)).toBe(600);
    expect(roundBigint("halfUp", 19, INT64_MAX)).toBe(-8446744073709551616n);
    expect(roundBigint("halfUp", 2147483647, INT64_MAX)).toBe(0);
  });
});

test("rint goes to the even neighbour and keeps the sign of zero", () => {
  expect([0.5, 1.5, 2.5, -0.4, -0, 1e300, -2.5, NaN].map(rint)).toEqual([0, 2, 2, -0, -0, 1e300, -2, NaN]);
});

test("bin shows all bits of a negative number", () => {
  expect(bin(0)).toBe("0");
  expect(bin(INT64_MAX)).toBe("1".repeat(63));
  expect(bin(-1)).toBe("1".repeat(64));
  expect(bin(INT64_MIN)).toBe(`1${"0".repeat(63)}`);
});

test("conv of a number there and back is the number", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.integer({ min: 2, max: 36 }), (n, base) => {
      const digits = conv(String(n), 10, base);
      expect(digits).toBe(n.toString(base).toUpperCase());
      expect(conv(digits ?? "", base, 10)).toBe(String(n));
    }),
  );
});
