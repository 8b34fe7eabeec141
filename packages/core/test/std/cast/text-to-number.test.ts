import fc from "fast-check";
import { expect, test } from "vitest";
import { stringToDouble, stringToFloat } from "../../../src/std/cast/index.js";

test.each([
  ["0x1p3", 8],
  ["0X1.8P-3f", 0.1875],
  ["-0x.8p1", -1],
  [" +0x1.p1D ", 2],
  ["-0x0p99999999999", -0],
  ["0x1p1024", Infinity],
  ["0x1.fffffffffffff8p1023", Infinity],
  ["0x1.fffffffffffff7fp1023", Number.MAX_VALUE],
  ["0x1p-1074", Number.MIN_VALUE],
  ["0x1p-1075", 0],
  ["0x1.8p-1075", Number.MIN_VALUE],
  ["-0x1p-99999999999", -0],
  ["0x1.00000000000008p0", 1],
  ["0x1.000000000000081p0", 1 + Number.EPSILON],
  ["0x1.000000000000180p0", 1 + 2 * Number.EPSILON],
  ["0x10000000000000000000000p0", 2 ** 88],
  ["1e3d", 1000],
])("%s is a DOUBLE", (text, value) => {
  expect(stringToDouble(text)).toBe(value);
});

test.each([
  ["0x1.0000010p0", 1],
  ["0x1.0000011p0", 1 + 2 ** -23],
  // The DOUBLE that is closest lies in the middle of two FLOATs, the number itself above it.
  ["0x1.000001000000001p0", 1 + 2 ** -23],
  ["0x1.fffffefp127", (2 - 2 ** -23) * 2 ** 127],
  ["0x1.ffffffp127", Infinity],
  ["0x1p-150", 0],
  ["0x1.000001p-150", 2 ** -149],
])("%s is a FLOAT", (text, value) => {
  expect(stringToFloat(text)).toBe(value);
});

test.each(["0x1", "0x1.8", "0xp1", "0x.p1", "0x1p", "0x1p+-3", "0x1p3L", "0x1g p1", "1dd", "d", "Infinityd"])(
  "%s is no number",
  (text) => {
    expect([stringToDouble(text), stringToFloat(text)]).toEqual([null, null]);
  },
);

test("every DOUBLE is read back from its bits in hexadecimal", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(40), (x, zeros) => {
      expect(stringToDouble(inHex(x, zeros))).toBe(x);
    }),
  );
});

/** Exact, with zeros in front that shift the point. */
function inHex(x: number, zeros: number): string {
  let [size, exponent] = [Math.abs(x), 0];
  for (; !Number.isInteger(size); exponent--) size *= 2;
  const sign = Object.is(x, -0) || x < 0 ? "-" : "";
  return `${sign}0x.${"0".repeat(zeros)}${BigInt(size).toString(16)}p${exponent + 4 * (zeros + BigInt(size).toString(16).length)}`;
}
