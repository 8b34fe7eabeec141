import { describe, expect, test } from "vitest";
import { atan2, cbrt, cosh, exp, hypot, pow, tanh } from "../../../src/std/math/index.js";

/*
 * Arguments at which Java's StrictMath differs in the last digit from the closest DOUBLE or from V8, with
 * what Java 17 answers.
 */

describe("as Java's StrictMath", () => {
  test.each([
    [exp(1), 2.7182818284590455],
    [cosh(-1), 1.543080634815244],
    [tanh(-9.580442921534859e-11), -9.58044292153486e-11],
    [atan2(-9.339857726279849, -8.250785796904817e-249), -1.5707963267948968],
    [atan2(-0, -1), Math.PI],
    [cbrt(45), 3.556893304490063],
    [cbrt(-4.253218946467381), -1.6202147439844894],
    [cbrt(5e-324), 1.7031839360032603e-108],
    [cbrt(-0), -0],
    [hypot(-7.81, -0.7679666344893032), 7.847666707479926],
    [hypot(146.0389067847262, -0.7937972268406879), 146.0410641186762],
    [hypot(NaN, -Infinity), Infinity],
    [hypot(1e300, 1e300), 1.4142135623730952e300],
    [pow(0.4613980841200842, 0.49833920626726624), 0.6801360490745102],
    [pow(-13, 22), 3.2118388779548553e24],
    [pow(6.639053892088606e198, 0.7954894134940422), 1.4483737525650107e158],
    [pow(0.7472646400650216, -48), 1183660.7588630114],
    [pow(-0, 0.5), 0],
    [pow(2, -1074), 5e-324],
    [pow(-2, 1023), -(2 ** 1023)],
    [pow(1, Infinity), NaN],
    [pow(-8, 1 / 3), NaN],
  ])("%d is %d", (given, java) => {
    expect(given).toBe(java);
  });
});
