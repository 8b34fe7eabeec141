import { describe, expect, test } from "vitest";
import { showType, type DataType } from "../../../src/types/index.js";
import {
  BIGINT,
  BOOLEAN,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  SMALLINT,
  STRING,
  TINYINT,
  VOID,
} from "../../../src/types/index.js";
import { showValue, type Value } from "../../../src/values/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

type Typed = readonly [Value, DataType];

/** What Spark says of an operator over columns: type and text. */
function answer(name: string, ...operands: readonly Typed[]): string {
  const row = Object.fromEntries(operands.map(([value], i) => [`c${i}`, value]));
  const typed = tree(name, ...operands.map(([, type], i) => column(`c${i}`, type)));
  return `${showType(typed.type)} ${showValue(valueOf(typed, row), typed.type, "UTC")}`;
}

const int = (value: number): Typed => [value, INT];
const tinyint = (value: number): Typed => [value, TINYINT];
const smallint = (value: number): Typed => [value, SMALLINT];
const bigint = (value: number | bigint): Typed => [value, BIGINT];
const float = (value: number): Typed => [Math.fround(value), FLOAT];
const double = (value: number): Typed => [value, DOUBLE];
const string = (value: string): Typed => [value, STRING];
const dec = (text: string, precision = text.replace(/[-.]/g, "").length): Typed => {
  const scale = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  return [BigInt(text.replace(".", "")), decimal(precision, scale)];
};

const table = (rows: readonly (readonly [string, readonly Typed[], string])[]) =>
  test.each(rows.map(([name, operands, expected]) => ({ name, operands, expected })))(
    "$name gives $expected",
    ({ name, operands, expected }) => {
      expect(answer(name, ...operands)).toBe(expected);
    },
  );

const MIN64 = -9223372036854775808n;
const MAX64 = 9223372036854775807n;

describe("integers wrap around", () => {
  table([
    ["+", [int(2147483647), int(1)], "int -2147483648"],
    ["-", [int(-2147483648), int(1)], "int 2147483647"],
    ["*", [int(65536), int(65537)], "int 65536"],
    ["+", [tinyint(127), tinyint(1)], "tinyint -128"],
    ["*", [tinyint(16), tinyint(16)], "tinyint 0"],
    ["-", [smallint(-32768), smallint(1)], "smallint 32767"],
    ["+", [tinyint(127), smallint(1)], "smallint 128"],
    ["*", [smallint(256), smallint(255)], "smallint -256"],
    ["negative", [int(-2147483648)], "int -2147483648"],
    ["negative", [tinyint(-128)], "tinyint -128"],
    ["negative", [int(0)], "int 0"],
    ["abs", [int(-2147483648)], "int -2147483648"],
    ["abs", [smallint(-5)], "smallint 5"],
    ["*", [int(-1), int(0)], "int 0"],
  ]);
});

describe("64-bit integers are exact and wrap around", () => {
  table([
    ["+", [bigint(9007199254740991), bigint(2)], "bigint 9007199254740993"],
    ["+", [bigint(9007199254740993n), bigint(-2)], "bigint 9007199254740991"],
    ["+", [bigint(MAX64), int(1)], "bigint -9223372036854775808"],
    ["-", [bigint(MIN64), bigint(1)], "bigint 9223372036854775807"],
    ["-", [bigint(-9007199254740991), bigint(2)], "bigint -9007199254740993"],
    ["*", [bigint(3037000500), bigint(3037000500)], "bigint -9223372036709301616"],
    ["*", [bigint(94906267), bigint(94906267)], "bigint 9007199515875289"],
    ["*", [bigint(-1), bigint(0)], "bigint 0"],
    ["div", [bigint(MIN64), bigint(-1)], "bigint -9223372036854775808"],
    ["div", [bigint(9007199254740991), bigint(2)], "bigint 4503599627370495"],
    ["div", [int(-7), int(2)], "bigint -3"],
    ["div", [int(-1), int(2)], "bigint 0"],
    ["div", [int(5), int(0)], "bigint NULL"],
    ["%", [bigint(MIN64), bigint(-1)], "bigint 0"],
    ["%", [bigint(MIN64), smallint(10)], "bigint -8"],
    ["%", [bigint(-7), bigint(7)], "bigint 0"],
    ["negative", [bigint(MIN64)], "bigint -9223372036854775808"],
    ["abs", [bigint(-9007199254740993n)], "bigint 9007199254740993"],
    ["/", [bigint(MIN64), bigint(-1)], "double 9.223372036854776E18"],
  ]);
});

describe("remainders", () => {
  table([
    ["%", [int(-7), int(3)], "int -1"],
    ["%", [int(7), int(-3)], "int 1"],
    ["%", [int(-6), int(3)], "int 0"],
    ["%", [int(5), int(0)], "int NULL"],
    ["%", [double(5.5), double(-2)], "double 1.5"],
    ["%", [double(5), double(-0)], "double NULL"],
    ["%", [float(5.5), float(2)], "float 1.5"],
    ["pmod", [int(-7), int(3)], "int 2"],
    ["pmod", [int(-7), int(-3)], "int -1"],
    ["pmod", [int(7), int(-3)], "int 1"],
    ["pmod", [bigint(-7), int(3)], "bigint 2"],
    ["pmod", [bigint(MIN64), bigint(MIN64 + 1n)], "bigint -1"],
    ["pmod", [double(-7.5), int(3)], "double 1.5"],
    ["pmod", [double(1), double(0)], "double NULL"],
    ["pmod", [dec("-7.5"), dec("3")], "decimal(2,1) 1.5"],
    ["pmod", [dec("-1"), dec("100")], "decimal(1,0) NULL"],
  ]);
});

describe("fractional numbers", () => {
  table([
    ["+", [float(0.1), float(0.2)], "float 0.3"],
    ["+", [float(16777216), float(1)], "float 1.6777216E7"],
    ["*", [float(0.1), double(3)], "double 0.30000000447034836"],
    ["+", [float(1), bigint(1)], "float 2.0"],
    ["/", [float(1), float(3)], "double 0.3333333333333333"],
    ["/", [double(1), double(0)], "double NULL"],
    ["/", [double(NaN), double(-0)], "double NULL"],
    ["/", [double(Infinity), double(Infinity)], "double NaN"],
    ["/", [int(3), int(2)], "double 1.5"],
    ["-", [double(1), string("2.2")], "double -1.2000000000000002"],
    ["+", [string("1"), string(" 1 ")], "double 2.0"],
    ["*", [string("x"), int(1)], "double NULL"],
    ["negative", [string("-1.11")], "double 1.11"],
    ["negative", [double(0)], "double -0.0"],
    ["positive", [string("5")], "double 5.0"],
    ["abs", [double(-0)], "double 0.0"],
  ]);
});

describe("decimals", () => {
  table([
    ["+", [dec("0.3"), dec("0.25")], "decimal(4,2) 0.55"],
    ["+", [dec("99"), tinyint(1)], "decimal(4,0) 100"],
    ["-", [dec("1.5"), bigint(2)], "decimal(22,1) -0.5"],
    ["*", [dec("10.3"), dec("3.0")], "decimal(6,2) 30.90"],
    [
      "*",
      [dec("10.300000000000000000"), dec("3.000000000000000000")],
      "decimal(38,34) 30.9000000000000000000000000000000000",
    ],
    ["*", [dec("12345678901234567890.0"), dec("12345678901234567890.0")], "decimal(38,2) NULL"],
    [
      "+",
      [dec("12345678912345678912345678912.1234567"), dec("9999999999999999999999999999999.12345")],
      "decimal(38,6) 10012345678912345678912345678911.246907",
    ],
    [
      "/",
      [dec("12345678912345.123456789123"), dec("0.000000012345678", 15)],
      "decimal(38,9) 1000000073899961059796.725866332",
    ],
    ["/", [dec("70.0"), dec("70")], "decimal(8,6) 1.000000"],
    ["/", [dec("2"), dec("3")], "decimal(7,6) 0.666667"],
    ["/", [dec("-2"), dec("3")], "decimal(7,6) -0.666667"],
    ["/", [dec("1"), dec("0")], "decimal(7,6) NULL"],
    ["/", [dec("1"), double(4)], "double 0.25"],
    ["%", [dec("5.5"), dec("-0.25")], "decimal(3,2) 0.00"],
    ["%", [dec("-5.5"), dec("0.4")], "decimal(2,1) -0.3"],
    ["div", [dec("7.9"), dec("-2")], "bigint -3"],
    ["div", [dec("18446744073709551617"), dec("1")], "bigint 1"],
    ["+", [dec("1.5"), string("1")], "double 2.5"],
    ["+", [dec("1.5"), float(1)], "double 2.5"],
    ["negative", [dec("-1.11")], "decimal(3,2) 1.11"],
    ["abs", [dec("-3.13")], "decimal(3,2) 3.13"],
  ]);
});

describe("integers that must not wrap around", () => {
  table([
    ["try_add", [int(2147483647), int(1)], "int NULL"],
    ["try_add", [tinyint(127), tinyint(1)], "tinyint NULL"],
    ["try_add", [bigint(MAX64), bigint(1)], "bigint NULL"],
    ["try_add", [bigint(9007199254740991), bigint(1)], "bigint 9007199254740992"],
    ["try_subtract", [bigint(MIN64), int(1)], "bigint NULL"],
    ["try_subtract", [smallint(-32768), smallint(1)], "smallint NULL"],
    ["try_multiply", [int(-2147483648), int(10)], "int NULL"],
    ["try_multiply", [int(-1), int(0)], "int 0"],
    ["try_multiply", [bigint(MIN64), bigint(-1)], "bigint NULL"],
    ["try_multiply", [bigint(1), bigint(MIN64)], "bigint -9223372036854775808"],
    ["try_divide", [int(1), string("0")], "double NULL"],
    ["try_mod", [int(1), int(0)], "int NULL"],
    ["try_add", [double(1), int(1)], "double 2.0"],
  ]);
});

describe("a literal integer beside a decimal has as many digits as it is long", () => {
  test.each([
    ["+", 1, "decimal(12,1)"],
    ["*", 100, "decimal(15,1)"],
    ["%", 0, "decimal(2,1)"],
  ])("%s %d", (name, value, type) => {
    const price = column("price", decimal(11, 1));
    expect(showType(tree(name, price, literal(value, INT)).type)).toBe(type);
  });

  test("but a column has ten", () => {
    expect(showType(tree("+", column("a", decimal(3, 1)), column("b", INT)).type)).toBe("decimal(12,1)");
  });
});

describe("NULL without a type", () => {
  test.each([
    ["+", INT, "int"],
    ["/", INT, "double"],
    ["div", INT, "bigint"],
    ["+", decimal(3, 1), "decimal(4,1)"],
    ["+", VOID, "double"],
    ["div", VOID, "bigint"],
    ["%", STRING, "double"],
  ])("%s with %j", (name, type, expected) => {
    const typed = tree(name, literal(null, VOID), column("x", type));
    expect(showType(typed.type)).toBe(expected);
    expect(valueOf(typed, {})).toBe(null);
  });
});

describe("whether a result can be NULL", () => {
  const x = column("x", INT, false);
  test.each([
    ["a sum cannot", tree("+", x, x), false],
    ["a quotient can", tree("/", x, x), true],
    ["a quotient by a constant cannot", tree("/", x, literal(60, INT)), false],
    ["a quotient by the constant zero can", tree("/", x, literal(0, INT)), true],
    ["a remainder by a constant cannot", tree("%", x, literal(10, INT)), false],
    ["a short sum of decimals cannot", tree("+", column("d", decimal(10, 2), false), x), false],
    ["a long product of decimals can", tree("*", column("d", decimal(30, 2), false), x), true],
  ])("%s", (_, typed, nullable) => {
    expect(typed.nullable).toBe(nullable);
  });
});

test.each([
  [
    "+",
    [column("b", BOOLEAN), column("i", INT)],
    "PN2201: the left side of `+` is boolean, expected a number",
  ],
  [
    "div",
    [column("i", INT), column("d", DOUBLE)],
    "PN2201: the right side of `div` is double, expected an integer or decimal",
  ],
  [
    "pmod",
    [column("i", INT), column("b", BOOLEAN)],
    "PN2201: argument 2 of `pmod` is boolean, expected a number",
  ],
  [
    "negative",
    [column("b", BOOLEAN)],
    "PN2201: argument 1 of `negative` is boolean, expected a number or an interval",
  ],
])("%s is refused", (name, operands, message) => {
  expect(refusalOf(name, ...operands)).toBe(message);
});
