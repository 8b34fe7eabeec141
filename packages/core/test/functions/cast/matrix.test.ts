import { describe, expect, test } from "vitest";
import { castTo } from "../../../src/functions/index.js";
import { build, interpret, type TypedExpr } from "../../../src/typed/index.js";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  CALENDAR_INTERVAL,
  DATE,
  DAY_SECOND_INTERVAL,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  showType,
  SMALLINT,
  STRING,
  structOf,
  TIMESTAMP,
  TINYINT,
  VOID,
  YEAR_MONTH_INTERVAL,
  type DataType,
} from "../../../src/types/index.js";
import type { Value } from "../../../src/values/index.js";

const span = { start: 0, end: 0 };
const context = { timeZone: "America/Los_Angeles" };

/** The cast as Spark has it, of a column and of a constant that is folded: both must agree. */
function cast(value: Value, from: DataType, to: DataType): Value {
  const column: TypedExpr = { kind: "column", name: "x", type: from, nullable: true, span };
  const typed = castTo(column, to, context);
  if (typed === undefined) return "refused";
  expect(typed.type).toEqual(to);
  const answer = interpret(typed, () => value);
  const folded = castTo(build.literal(value, from, span), to, context, { implicit: true });
  expect(folded).toEqual(build.literal(answer, to, span));
  if (answer === null && value !== null) expect(typed.nullable).toBe(true);
  return answer;
}

const table = (rows: readonly (readonly [Value, DataType, DataType, Value])[]) =>
  test.each(rows.map(([value, from, to, answer]) => ({ value, from, to, answer })))(
    "$value",
    ({ value, from, to, answer }) => {
      expect(cast(value, from, to), `${showType(from)} to ${showType(to)}`).toEqual(answer);
    },
  );

describe("a text as an integer", () => {
  table([
    ["1", STRING, INT, 1],
    [" 1\t", STRING, TINYINT, 1],
    ["+7", STRING, INT, 7],
    ["-0", STRING, INT, 0],
    ["1.9", STRING, INT, 1],
    ["-4.56", STRING, INT, -4],
    ["1.", STRING, INT, 1],
    [".", STRING, INT, 0],
    [".9", STRING, INT, 0],
    ["", STRING, INT, null],
    ["-", STRING, INT, null],
    ["1e3", STRING, INT, null],
    ["0x10", STRING, INT, null],
    ["1.a", STRING, INT, null],
    ["1 2", STRING, INT, null],
    ["\u00a01", STRING, INT, null],
    ["2147483647", STRING, INT, 2147483647],
    ["-2147483648", STRING, INT, -2147483648],
    ["2147483648", STRING, INT, null],
    ["1234567890123", STRING, INT, null],
    ["128", STRING, TINYINT, null],
    ["-32768", STRING, SMALLINT, -32768],
    ["32768", STRING, SMALLINT, null],
    ["9007199254740991", STRING, BIGINT, 9007199254740991],
    ["9007199254740993", STRING, BIGINT, 9007199254740993n],
    ["-9223372036854775808", STRING, BIGINT, -9223372036854775808n],
    ["9223372036854775808", STRING, BIGINT, null],
    ["000000000000000000000000000012", STRING, BIGINT, 12],
    ["1中文", STRING, BIGINT, null],
  ]);
});

describe("a text as a fractional number", () => {
  table([
    [" 1.5 ", STRING, DOUBLE, 1.5],
    ["1d", STRING, DOUBLE, 1],
    ["1.5F", STRING, DOUBLE, 1.5],
    ["1e3", STRING, DOUBLE, 1000],
    [".5", STRING, DOUBLE, 0.5],
    ["5.", STRING, DOUBLE, 5],
    ["0x10", STRING, DOUBLE, null],
    ["1_000", STRING, DOUBLE, null],
    ["", STRING, DOUBLE, null],
    ["123.a", STRING, DOUBLE, null],
    ["NaN", STRING, DOUBLE, NaN],
    ["nan", STRING, DOUBLE, NaN],
    ["-inf", STRING, DOUBLE, -Infinity],
    ["          -INFINiTY   ", STRING, DOUBLE, -Infinity],
    ["-10e400", STRING, DOUBLE, -Infinity],
    ["-10e-400", STRING, DOUBLE, -0],
    ["0.1", STRING, FLOAT, Math.fround(0.1)],
    // Closest in one step; by way of the closest DOUBLE it would be 1.
    ["1.00000005960464477539062500001", STRING, FLOAT, 1 + 2 ** -23],
    ["1.000000059604644775390625", STRING, FLOAT, 1],
    ["7.006492321624086e-46", STRING, FLOAT, 2 ** -149],
    ["1e39", STRING, FLOAT, Infinity],
  ]);
});

describe("a text as a boolean", () => {
  table([
    ["t", STRING, BOOLEAN, true],
    ["\t\t TrUe \n\r ", STRING, BOOLEAN, true],
    ["Yes", STRING, BOOLEAN, true],
    ["1", STRING, BOOLEAN, true],
    ["n", STRING, BOOLEAN, false],
    ["FALSE", STRING, BOOLEAN, false],
    ["0", STRING, BOOLEAN, false],
    ["on", STRING, BOOLEAN, null],
    ["2", STRING, BOOLEAN, null],
    ["", STRING, BOOLEAN, null],
  ]);
});

describe("anything as a decimal", () => {
  table([
    ["1.0 ", STRING, decimal(10, 0), 1n],
    ["123.45", STRING, decimal(4, 2), null],
    ["12.345", STRING, decimal(4, 2), 1235n],
    ["-12.345", STRING, decimal(4, 2), -1235n],
    ["1e2", STRING, decimal(5, 1), 1000n],
    ["1e-1000000000", STRING, decimal(5, 1), 0n],
    ["1e1000000000", STRING, decimal(5, 1), null],
    ["0e1000000000", STRING, decimal(5, 1), 0n],
    ["1e99999999999", STRING, decimal(5, 1), null],
    ["0.05", STRING, decimal(1, 1), 1n],
    [`0.${"0".repeat(37)}5${"0".repeat(99)}`, STRING, decimal(38, 38), 5n],
    [`0.${"0".repeat(36)}49${"9".repeat(99)}`, STRING, decimal(38, 37), 5n],
    [`${"9".repeat(37)}.5${"0".repeat(99)}`, STRING, decimal(38, 0), 10n ** 37n],
    [`000${"1".repeat(99)}`, STRING, decimal(38, 0), null],
    ["0.004", STRING, decimal(1, 1), 0n],
    ["99.96", STRING, decimal(3, 1), null],
    ["abc", STRING, decimal(5, 1), null],
    [5, INT, decimal(10, 2), 500n],
    [1234, INT, decimal(3, 0), null],
    [9223372036854775807n, BIGINT, decimal(20, 0), 9223372036854775807n],
    [0.1, DOUBLE, decimal(20, 18), 100000000000000000n],
    [Math.fround(0.1), FLOAT, decimal(20, 10), 1000000015n],
    [2.5, DOUBLE, decimal(1, 0), 3n],
    [-2.5, DOUBLE, decimal(1, 0), -3n],
    [NaN, DOUBLE, decimal(10, 0), null],
    [Infinity, DOUBLE, decimal(10, 0), null],
    [1e38, DOUBLE, decimal(38, 0), null],
    [true, BOOLEAN, decimal(3, 1), 10n],
    [12345n, decimal(10, 3), decimal(10, 2), 1235n],
    [99995n, decimal(5, 3), decimal(4, 2), null],
    [1_500_000, TIMESTAMP, decimal(10, 3), 1500n],
    [253402329599999999n, TIMESTAMP, decimal(20, 6), 253402329599999999n],
  ]);
});

describe("a number as an integer", () => {
  table([
    [-2147483648.6, DOUBLE, INT, -2147483648],
    [1e10, DOUBLE, INT, 2147483647],
    [NaN, DOUBLE, INT, 0],
    [-0.5, DOUBLE, INT, 0],
    [-0.5, DOUBLE, BIGINT, 0],
    [32768.4, DOUBLE, SMALLINT, -32768],
    [1e10, DOUBLE, SMALLINT, -1],
    [300, DOUBLE, TINYINT, 44],
    [1e300, DOUBLE, BIGINT, 9223372036854775807n],
    [-9223372036854775808.5, DOUBLE, BIGINT, -9223372036854775808n],
    [NaN, DOUBLE, BIGINT, 0],
    [9007199254740994, DOUBLE, BIGINT, 9007199254740994n],
    [36854775808, FLOAT, BIGINT, 36854775808],
    [4294967297, BIGINT, INT, 1],
    [9223372036854775807n, BIGINT, INT, -1],
    [200, INT, TINYINT, -56],
    [-1999n, decimal(5, 3), INT, -1],
    [21474836480n, decimal(12, 1), INT, -2147483648],
    [18446744073709551617n, decimal(20, 0), BIGINT, 1],
    [true, BOOLEAN, BIGINT, 1],
    [0, DATE, INT, null],
    [-1, TIMESTAMP, BIGINT, -1],
    [1_999_999, TIMESTAMP, INT, 1],
    [2_147_483_648_000_000, TIMESTAMP, INT, null],
    [-128_000_000, TIMESTAMP, TINYINT, -128],
    [128_000_000, TIMESTAMP, TINYINT, null],
    [32_768_000_000, TIMESTAMP, SMALLINT, null],
    [-9223372036854775808n, TIMESTAMP, BIGINT, -9223372036855],
  ]);
});

describe("a number as a fractional number or boolean", () => {
  table([
    [9007199254740993n, BIGINT, DOUBLE, 9007199254740992],
    [9007199791611905n, BIGINT, FLOAT, Math.fround(9007200328482816)],
    [1e40, DOUBLE, FLOAT, Infinity],
    [0.1, DOUBLE, FLOAT, Math.fround(0.1)],
    [123n, decimal(3, 2), DOUBLE, 1.23],
    [12345678901234567890123456789n, decimal(38, 10), DOUBLE, 1234567890123456789.0123456789],
    [1_500_000, TIMESTAMP, DOUBLE, 1.5],
    [0, INT, BOOLEAN, false],
    [NaN, DOUBLE, BOOLEAN, true],
    [-0, DOUBLE, BOOLEAN, false],
    [0n, decimal(3, 1), BOOLEAN, false],
    [0, DATE, BOOLEAN, null],
  ]);
});

describe("a value as a text", () => {
  table([
    [1, INT, STRING, "1"],
    [9223372036854775807n, BIGINT, STRING, "9223372036854775807"],
    [1, DOUBLE, STRING, "1.0"],
    [Math.fround(0.1), FLOAT, STRING, "0.1"],
    [false, BOOLEAN, STRING, "false"],
    [50n, decimal(4, 2), STRING, "0.50"],
    [-5n, decimal(4, 2), STRING, "-0.05"],
    [1n, decimal(10, 7), STRING, "1E-7"],
    [-125n, decimal(10, 10), STRING, "-1.25E-8"],
    [0n, decimal(10, 8), STRING, "0E-8"],
    [Uint8Array.of(0xc3, 0xa9, 0xff), BINARY, STRING, "é\ufffd"],
    [[1, null, 3], arrayOf(INT), STRING, "[1, null, 3]"],
    [[], arrayOf(VOID), STRING, "[]"],
    [
      [
        ["a", 1],
        ["b", null],
      ],
      mapOf(STRING, DOUBLE),
      STRING,
      "{a -> 1.0, b -> null}",
    ],
    [
      [1, null, ["x"]],
      structOf([field("a", INT), field("b", INT), field("c", arrayOf(STRING))]),
      STRING,
      "{1, null, [x]}",
    ],
  ]);
});

describe("a value as bytes", () => {
  table([
    ["é", STRING, BINARY, Uint8Array.of(0xc3, 0xa9)],
    [258, INT, BINARY, Uint8Array.of(0, 0, 1, 2)],
    [-1, TINYINT, BINARY, Uint8Array.of(255)],
    [-9223372036854775808n, BIGINT, BINARY, Uint8Array.of(128, 0, 0, 0, 0, 0, 0, 0)],
  ]);
});

describe("a number as a timestamp", () => {
  table([
    [1, INT, TIMESTAMP, 1_000_000],
    [-1.5, DOUBLE, TIMESTAMP, -1_500_000],
    [NaN, DOUBLE, TIMESTAMP, null],
    [9007199255, BIGINT, TIMESTAMP, 9007199255000000n],
    [9223372036854775807n, BIGINT, TIMESTAMP, 9223372036854775807n],
    [1234567n, decimal(10, 6), TIMESTAMP, 1234567],
    [true, BOOLEAN, TIMESTAMP, 1],
  ]);
});

describe("dates and timestamps, in Los Angeles", () => {
  table([
    ["2020-02-30", STRING, DATE, null],
    [" 2020-03-01 ", STRING, DATE, 18322],
    ["2020-03-01 00:00:00", STRING, TIMESTAMP, 1583049600000000],
    ["2020-03-01T00:00:00Z", STRING, TIMESTAMP, 1583020800000000],
    ["Unparseable", STRING, TIMESTAMP, null],
    [18322, DATE, TIMESTAMP, 1583049600000000],
    [1583049599999999, TIMESTAMP, DATE, 18321],
    [1583049600000000, TIMESTAMP, STRING, "2020-03-01 00:00:00"],
    [18322, DATE, STRING, "2020-03-01"],
    [[18322, null], arrayOf(DATE), STRING, "[2020-03-01, null]"],
  ]);
});

describe("intervals", () => {
  const days = { kind: "dayTimeInterval", start: "day", end: "day" } as const;
  const hours = { kind: "dayTimeInterval", start: "hour", end: "hour" } as const;
  const hourToSecond = { kind: "dayTimeInterval", start: "hour", end: "second" } as const;
  const hourToMinute = { kind: "dayTimeInterval", start: "hour", end: "minute" } as const;
  const seconds = { kind: "dayTimeInterval", start: "second", end: "second" } as const;
  const years = { kind: "yearMonthInterval", start: "year", end: "year" } as const;
  table([
    [2, INT, days, 172_800_000_000],
    [9223372036854775807n, BIGINT, days, null],
    [178956971, INT, years, null],
    [-3, TINYINT, years, -36],
    [172_800_000_001, days, BIGINT, 2],
    [-36, years, INT, -3],
    [3_600_000_000 * 200, hours, TINYINT, null],
    [1_500_000, seconds, decimal(3, 1), 15n],
    [29_470_001_000, hourToSecond, decimal(10, 4), 294700010n],
    [-122, YEAR_MONTH_INTERVAL, SMALLINT, -122],
    [100, TINYINT, hourToSecond, 100_000_000],
    [80654321n, decimal(8, 6), hourToMinute, 4_839_259_260],
    [10654321n, decimal(8, 6), YEAR_MONTH_INTERVAL, 11],
    [-25n, decimal(2, 1), years, -30],
    [90_000_000_000, DAY_SECOND_INTERVAL, days, 86_400_000_000],
    [-90_000_000_000, DAY_SECOND_INTERVAL, hours, -90_000_000_000],
    [14, YEAR_MONTH_INTERVAL, years, 12],
    [86_400_000_000, days, STRING, "INTERVAL '1' DAY"],
    [14, YEAR_MONTH_INTERVAL, STRING, "INTERVAL '1-2' YEAR TO MONTH"],
    ["1-2", STRING, YEAR_MONTH_INTERVAL, 14],
    ["1 02:03:04.5", STRING, DAY_SECOND_INTERVAL, 93_784_500_000],
    ["x", STRING, DAY_SECOND_INTERVAL, null],
    ["1 day 2 hours", STRING, CALENDAR_INTERVAL, { months: 0, days: 1, micros: 7_200_000_000 }],
  ]);
});

describe("parts", () => {
  const pair = (a: DataType, b: DataType) => structOf([field("a", a), field("b", b)]);
  table([
    [["1", "x", null], arrayOf(STRING), arrayOf(INT), [1, null, null]],
    [[[1], null], arrayOf(arrayOf(INT)), arrayOf(arrayOf(STRING)), [["1"], null]],
    [[[1, "2"]], mapOf(INT, STRING), mapOf(STRING, INT), [["1", 2]]],
    [[1, "2"], pair(INT, STRING), pair(BIGINT, INT), [1, 2]],
    [[], arrayOf(VOID), arrayOf(INT), []],
    [[1, 2], arrayOf(INT), arrayOf(BIGINT), [1, 2]],
  ]);
});

test.each([
  [BOOLEAN, DATE],
  [INT, DATE],
  [BINARY, INT],
  [DOUBLE, BINARY],
  [BOOLEAN, BINARY],
  [DOUBLE, DAY_SECOND_INTERVAL],
  [DAY_SECOND_INTERVAL, DOUBLE],
  [INT, CALENDAR_INTERVAL],
  [arrayOf(INT), INT],
  [INT, arrayOf(INT)],
  [arrayOf(INT), arrayOf(DATE)],
  [mapOf(STRING, INT), mapOf(INT, INT)],
  [mapOf(DOUBLE, INT), mapOf(INT, INT)],
  [structOf([field("a", INT)]), structOf([])],
])("Spark has no cast %j to %j", (from, to) => {
  expect(cast(null, from, to)).toBe("refused");
});

test("Spark refuses a cast of a typed NULL as it would of any value", () => {
  expect(castTo(build.literal(null, INT, span), DATE, context)).toBe(undefined);
});

test("a NULL without a type becomes a NULL of any type", () => {
  const none = build.literal(null, VOID, span);
  expect(castTo(none, arrayOf(INT), context)).toEqual(build.literal(null, arrayOf(INT), span));
});

test("a written cast of an integer to its own type is no literal any more", () => {
  const one = build.literal(1, INT, span);
  expect(castTo(one, INT, context)?.kind).toBe("call");
  expect(castTo(one, INT, context, { implicit: true })).toBe(one);
});

test("arrays whose elements keep their form are kept whole", () => {
  const column: TypedExpr = { kind: "column", name: "x", type: arrayOf(INT), nullable: false, span };
  expect(castTo(column, arrayOf(BIGINT), context)).toMatchObject({ kind: "call", impl: { js: "$0" } });
});

function field(name: string, type: DataType) {
  return { name, type };
}
