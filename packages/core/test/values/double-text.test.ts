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
  [2e23, "2.0E23"],
  [1e21, "1.0E21"],
  [123456789012345680000, "1.2345678901234568E20"],
  [Number.MAX_VALUE, "1.7976931348623157E308"],
  [Number.MIN_VALUE, "4.9E-324"],
  [2 * Number.MIN_VALUE, "9.9E-324"],
  [2.2250738585072014e-308, "2.2250738585072014E-308"],
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [-Infinity, "-Infinity"],
  [-3.14e8, "-3.14E8"],
])("the DOUBLE %d is printed as Java prints it", (x, text) => {
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
  [1.17549435e-38, "1.1754944E-38"],
  [33554432, "3.3554432E7"],
  [8589934592, "8.589935E9"],
  [0.3, "0.3"],
  [1e10, "1.0E10"],
  [2 ** -44, "5.684342E-14"],
  [NaN, "NaN"],
  [-Infinity, "-Infinity"],
])("the FLOAT %d is printed as Java prints it", (x, text) => {
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
