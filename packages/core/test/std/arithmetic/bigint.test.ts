import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as std from "../../../src/std/arithmetic/index.js";
import { toInt64 } from "../../../src/values/index.js";

const edge = fc.constantFrom(
  0n,
  1n,
  -1n,
  2n ** 53n,
  -(2n ** 53n),
  2n ** 53n - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 31n,
);
const int64 = fc.oneof(
  edge,
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -100n, max: 100n }),
);

test("64-bit arithmetic is that of Java's long", () => {
  fc.assert(
    fc.property(int64, int64, (a, b) => {
      const [x, y] = [toInt64(a), toInt64(b)];
      expect(std.addBigint(x, y)).toBe(toInt64(a + b));
      expect(std.subtractBigint(x, y)).toBe(toInt64(a - b));
      expect(std.multiplyBigint(x, y)).toBe(toInt64(a * b));
      expect(std.divBigint(x, y)).toBe(b === 0n ? null : toInt64(a / b));
      expect(std.remainderBigint(x, y)).toBe(b === 0n ? null : toInt64(a % b));
      expect(std.negateBigint(x)).toBe(toInt64(-a));
      expect(std.absBigint(x)).toBe(toInt64(a < 0n ? -a : a));
    }),
    { numRuns: 2000 },
  );
});

test("try_ functions give NULL exactly where 64 bits are too few", () => {
  const fits = (x: bigint) => (BigInt.asIntN(64, x) === x ? toInt64(x) : null);
  fc.assert(
    fc.property(int64, int64, (a, b) => {
      const [x, y] = [toInt64(a), toInt64(b)];
      expect(std.tryAddBigint(x, y)).toBe(fits(a + b));
      expect(std.trySubtractBigint(x, y)).toBe(fits(a - b));
      expect(std.tryMultiplyBigint(x, y)).toBe(fits(a * b));
    }),
    { numRuns: 2000 },
  );
});

test("integers of 32 bits wrap around as BigInt.asIntN has it", () => {
  const int = fc.integer();
  const wrap = (x: bigint) => Number(BigInt.asIntN(32, x));
  fc.assert(
    fc.property(int, int, (a, b) => {
      const [x, y] = [BigInt(a), BigInt(b)];
      expect(std.addInt(a, b)).toBe(wrap(x + y));
      expect(std.subtractInt(a, b)).toBe(wrap(x - y));
      expect(std.multiplyInt(a, b)).toBe(wrap(x * y));
      expect(std.remainderInt(a, b)).toBe(b === 0 ? null : wrap(x % y));
      expect(std.negateInt(a)).toBe(wrap(-x));
    }),
  );
});

test("a quotient of decimals is the closest, halves away from zero", () => {
  const digits = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      fc.pre(b !== 0n);
      const quotient = std.divideDecimal(2, 3, 38, 10, a, b);
      // |quotient / 10^10 - (a / 10^2) / (b / 10^3)| is at most half a unit of 10^-10.
      const error = 2n * ((quotient ?? 0n) * b - a * 10n ** 11n);
      const bound = b < 0n ? -b : b;
      expect(error <= bound && error >= -bound).toBe(true);
      expect(quotient === null).toBe(false);
    }),
  );
});
