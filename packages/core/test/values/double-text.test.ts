import { expect, test } from "vitest";
import * as fc from "fast-check";
import { showDouble, showFloat } from "../../src/values/index.js";

test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [100, "100.0"],
  [1234567, "1234567.0"],
  [9999999, "9999999.0"],
  [1e7, "1.0E7"],
  [12345678, "1.2345678E7"],
  [1e10, "1.0E10"],
  [0.001, "0.001"],
  [0.00099, "9.9E-4"],
  [1e-5, "1.0E-5"],
  [-1.5e-5, "-1.5E-5"],
  [1.2345678901234568e48, "1.2345678901234568E48"],
  [2e23, "1.9999999999999998E23"],
  [8.41e21, "8.409999999999999E21"],
  [2 ** 54, "1.8014398509481984E16"],
  [2 ** 57, "1.44115188075855872E17"],
  [6.1012629400000004e19, "6.1012629400000004E19"],
  [4.6566128730773926e-10, "4.6566128730773926E-10"],
  [1e21, "1.0E21"],
  [123456789012345680000, "1.2345678901234568E20"],
  [Number.MAX_VALUE, "1.7976931348623157E308"],
  [Number.MIN_VALUE, "4.9E-324"],
  [2 * Number.MIN_VALUE, "1.0E-323"],
  [2.2250738585072014e-308, "2.2250738585072014E-308"],
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [-Infinity, "-Infinity"],
  [-3.14e8, "-3.14E8"],
])("the DOUBLE %d is printed as Java 17 prints it", (x, text) => {
  expect(showDouble(x)).toBe(text);
});

test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [0.1, "0.1"],
  [-1.2, "-1.2"],
  [16777216, "1.6777216E7"],
  [3.4028235e38, "3.4028235E38"],
  [1.4e-45, "1.4E-45"],
  [1.17549435e-38, "1.17549435E-38"],
  [33554432, "3.3554432E7"],
  [8589934592, "8.5899346E9"],
  [2147483648, "2.14748365E9"],
  [123456792, "1.23456792E8"],
  [338222.62, "338222.62"],
  [6.0986812e25, "6.0986812E25"],
  [3114 * 10 ** 7, "3.11399997E10"],
  [2.4414062e-4, "2.4414062E-4"],
  [0.3, "0.3"],
  [1e10, "1.0E10"],
  [2 ** -44, "5.684342E-14"],
  [NaN, "NaN"],
  [-Infinity, "-Infinity"],
])("the FLOAT %d is printed as Java 17 prints it", (x, text) => {
  expect(showFloat(Math.fround(x))).toBe(text);
});

test("every printed DOUBLE reads back as itself", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (x) => {
      expect(Number(showDouble(x))).toBe(x);
    }),
  );
});

test("every printed FLOAT reads back as itself", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (x) => {
      expect(Math.fround(Number(showFloat(x)))).toBe(x);
    }),
  );
});
