import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as std from "../../../src/std/bitwise/index.js";
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  INT,
  showType,
  SMALLINT,
  STRING,
  TINYINT,
  VOID,
} from "../../../src/types/index.js";
import type { DataType } from "../../../src/types/index.js";
import { toInt64, type Value } from "../../../src/values/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

type Typed = readonly [Value, DataType];
const int = (value: number): Typed => [value, INT];
const bigint = (value: number | bigint): Typed => [value, BIGINT];
const MIN64 = -9223372036854775808n;

const cases: readonly (readonly [string, readonly Typed[], string])[] = [
  ["&", [int(3), int(5)], "int 1"],
  ["|", [int(3), int(5)], "int 7"],
  ["^", [int(3), int(5)], "int 6"],
  ["~", [int(0)], "int -1"],
  [
    "&",
    [
      [-1, TINYINT],
      [300, SMALLINT],
    ],
    "smallint 300",
  ],
  ["&", [int(-1), bigint(9007199254740993n)], "bigint 9007199254740993"],
  ["|", [bigint(MIN64), bigint(1)], "bigint -9223372036854775807"],
  ["^", [bigint(-1), bigint(9007199254740991)], "bigint -9007199254740992"],
  ["~", [bigint(9007199254740991)], "bigint -9007199254740992"],
  ["~", [[5, TINYINT]], "tinyint -6"],
  ["shiftleft", [int(-1), int(31)], "int -2147483648"],
  ["<<", [int(1), int(33)], "int 2"],
  ["<<", [bigint(1), int(63)], "bigint -9223372036854775808"],
  ["<<", [bigint(1), int(53)], "bigint 9007199254740992"],
  ["<<", [[1, TINYINT], int(8)], "int 256"],
  ["<<", [["4", STRING], int(1)], "int 8"],
  ["<<", [[2.9, DOUBLE], int(1)], "int 4"],
  [">>", [int(20181117), int(2)], "int 5045279"],
  [">>", [bigint(-5), int(1)], "bigint -3"],
  [">>", [bigint(MIN64), int(62)], "bigint -2"],
  [">>>", [int(-1), int(28)], "int 15"],
  [">>>", [int(-1), int(0)], "int -1"],
  [">>>", [bigint(-1), int(1)], "bigint 9223372036854775807"],
  ["shiftrightunsigned", [bigint(-1), int(60)], "bigint 15"],
  ["bit_count", [int(-1)], "int 64"],
  ["bit_count", [[3, TINYINT]], "int 2"],
  ["bit_count", [bigint(MIN64)], "int 1"],
  ["bit_count", [bigint(9007199254740991)], "int 53"],
  ["bit_count", [[true, BOOLEAN]], "int 1"],
  ["getbit", [bigint(11), int(3)], "tinyint 1"],
  ["getbit", [bigint(11), int(63)], "tinyint 0"],
  ["getbit", [bigint(-1), int(63)], "tinyint 1"],
  ["bit_get", [int(11), int(32)], "tinyint null"],
  ["bit_get", [int(11), int(-1)], "tinyint null"],
];

test.each(cases.map(([name, operands, expected]) => ({ name, operands, expected })))(
  "$name gives $expected",
  ({ name, operands, expected }) => {
    const row = Object.fromEntries(operands.map(([value], i) => [`c${i}`, value]));
    const typed = tree(name, ...operands.map(([, type], i) => column(`c${i}`, type)));
    expect(`${showType(typed.type)} ${String(valueOf(typed, row))}`).toBe(expected);
  },
);

test("NULL without a type is an INT", () => {
  expect(showType(tree("&", literal(null, VOID), literal(null, VOID)).type)).toBe("int");
  expect(showType(tree("~", literal(null, VOID)).type)).toBe("int");
});

test.each([
  [
    "&",
    [column("s", STRING), column("i", INT)],
    "PN2201: the left side of `&` is string, expected an integer",
  ],
  [
    "bit_count",
    [column("s", STRING)],
    "PN2201: argument 1 of `bit_count` is string, expected an integer or a boolean",
  ],
])("%s is refused", (name, operands, message) => {
  expect(refusalOf(name, ...operands)).toBe(message);
});

describe("64-bit operators agree with two's complement", () => {
  const int64 = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -5n, max: 5n }),
  );
  const distance = fc.integer({ min: -70, max: 70 });
  const wrap = (x: bigint) => toInt64(BigInt.asIntN(64, x));

  test("and, or, xor, not", () => {
    fc.assert(
      fc.property(int64, int64, (a, b) => {
        const [x, y] = [toInt64(a), toInt64(b)];
        expect(std.andBigint(x, y)).toBe(wrap(a & b));
        expect(std.orBigint(x, y)).toBe(wrap(a | b));
        expect(std.xorBigint(x, y)).toBe(wrap(a ^ b));
        expect(std.notBigint(x)).toBe(wrap(~a));
      }),
    );
  });

  test("shifts and counts", () => {
    fc.assert(
      fc.property(int64, distance, (a, by) => {
        const x = toInt64(a);
        const n = BigInt(by & 63);
        expect(std.shiftLeftBigint(x, by)).toBe(wrap(a << n));
        expect(std.shiftRightBigint(x, by)).toBe(wrap(a >> n));
        expect(std.shiftRightUnsignedBigint(x, by)).toBe(wrap(BigInt.asUintN(64, a) >> n));
        expect(std.bitCount(x)).toBe(BigInt.asUintN(64, a).toString(2).replaceAll("0", "").length);
      }),
    );
  });
});
