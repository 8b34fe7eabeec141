import { describe, expect, test } from "vitest";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  DAY_SECOND_INTERVAL,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  TINYINT,
  YEAR_MONTH_INTERVAL,
  type DataType,
} from "../../src/types/index.js";
import { valueFromJson, valueToJson, type Value } from "../../src/values/index.js";

const zone = "America/Los_Angeles";
const pair = structOf([
  { name: "a", type: INT },
  { name: "__proto__", type: STRING },
]);

describe("a value is written and read back", () => {
  const cases: readonly (readonly [Value, DataType, string])[] = [
    [null, INT, "null"],
    [true, BOOLEAN, "true"],
    [-128, TINYINT, "-128"],
    [9007199254740991, BIGINT, "9007199254740991"],
    [1.5, DOUBLE, "1.5"],
    [1e300, DOUBLE, "1.0E300"],
    [NaN, DOUBLE, '"NaN"'],
    [-Infinity, FLOAT, '"-Infinity"'],
    [Math.fround(0.1), FLOAT, "0.1"],
    [-50n, decimal(4, 2), '"-0.50"'],
    ['say "hi"\u2028', STRING, '"say \\"hi\\"\u2028"'],
    [Uint8Array.of(0, 255), BINARY, '"AP8="'],
    [18322, DATE, '"2020-03-01"'],
    [1_500_000, TIMESTAMP, '"1969-12-31 16:00:01.5"'],
    [14, YEAR_MONTH_INTERVAL, '"1-2"'],
    [-1, DAY_SECOND_INTERVAL, '"-0 00:00:00.000001000"'],
    [[1, null], arrayOf(INT), "[1,null]"],
    [
      [
        [1, "x"],
        [2, null],
      ],
      mapOf(INT, STRING),
      '[[1,"x"],[2,null]]',
    ],
    [[1, "x"], pair, '{"a":1,"__proto__":"x"}'],
  ];
  test.each(cases.map(([value, type, text]) => ({ value, type, text })))("$text", ({ value, type, text }) => {
    expect(valueToJson(value, type, zone)).toBe(text);
    expect(valueFromJson(JSON.parse(text), type, zone)).toEqual({ ok: true, value });
  });
});

describe("what else is read", () => {
  const cases: readonly (readonly [unknown, DataType, Value])[] = [
    ["9007199254740993", BIGINT, 9007199254740993n],
    [9007199254740993n, BIGINT, 9007199254740993n],
    [-0, INT, 0],
    [1.25, decimal(4, 2), 125n],
    ["1e2", decimal(4, 1), 1000n],
    [-123456789012.345, decimal(20, 3), -123456789012345n],
    [1e-7, decimal(10, 8), 10n],
    [1e20, decimal(38, 0), 100000000000000000000n],
    ["12345678901234567.123", decimal(20, 3), 12345678901234567123n],
    [12345678901234567890n, decimal(20, 0), 12345678901234567890n],
    ["2020-03-01T00:00:00Z", TIMESTAMP, 1583020800000000],
    ["2020-03-01", TIMESTAMP, 1583049600000000],
    [{ x: 1 }, mapOf(STRING, INT), [["x", 1]]],
    [{ a: 1 }, pair, [1, null]],
  ];
  test.each(cases.map(([json, type, value]) => ({ json, type, value })))("$json", ({ json, type, value }) => {
    expect(valueFromJson(json, type, zone)).toEqual({ ok: true, value });
  });
});

describe("what is refused", () => {
  const cases: readonly (readonly [unknown, DataType, string])[] = [
    [1.5, INT, "expected int, found 1.5"],
    ["1", INT, 'expected int, found "1"'],
    [128, TINYINT, "expected tinyint, found 128, which is out of range"],
    [
      9007199254740992,
      BIGINT,
      "expected bigint, found 9007199254740992, whose last digits may be lost: beyond 2^53 write it as text",
    ],
    ["9223372036854775808", BIGINT, 'expected bigint, found "9223372036854775808", which is out of range'],
    ["1.5", DOUBLE, 'expected double, found "1.5"'],
    [1e39, FLOAT, "expected float, found 1e+39, which is out of range"],
    [
      1.255,
      decimal(4, 2),
      "expected decimal(4,2), found 1.255, which has more than 2 digits behind the point",
    ],
    [
      12345678901234567.123,
      decimal(20, 3),
      "expected decimal(20,3), found 12345678901234568, whose last digits may be lost: with more than 15 digits write it as text",
    ],
    [
      1234567890123456.01,
      decimal(20, 3),
      "expected decimal(20,3), found 1234567890123456, whose last digits may be lost: with more than 15 digits write it as text",
    ],
    [123, decimal(4, 2), "expected decimal(4,2), found 123, which is out of range"],
    ["1e999999999", decimal(4, 2), 'expected decimal(4,2), found "1e999999999"'],
    [1, BOOLEAN, "expected boolean, found 1"],
    ["2020-02-30", DATE, 'expected date, found "2020-02-30"'],
    ["%", BINARY, 'expected binary, found "%", which is not Base64'],
    ["aGk", BINARY, 'expected binary, found "aGk", which is not Base64'],
    ["aG k=", BINARY, 'expected binary, found "aG k=", which is not Base64'],
    ["\ud800", STRING, 'expected string, found "\\ud800", which has half of a surrogate pair: no character'],
    [[1, "x"], arrayOf(INT), 'element 1: expected int, found "x"'],
    [{}, arrayOf(INT), "expected array<int>, found an object"],
    [
      [
        [1, "x"],
        [1, "y"],
      ],
      mapOf(INT, STRING),
      "key 1 stands there twice",
    ],
    [[[null, "x"]], mapOf(INT, STRING), "key 0 is null"],
    [{ b: 1 }, pair, 'there is no field "b"'],
    [{ a: "x" }, pair, 'field "a": expected int, found "x"'],
    [undefined, STRING, "expected string, found undefined"],
  ];
  test.each(cases.map(([json, type, message]) => ({ json, type, message })))(
    "$message",
    ({ json, type, message }) => {
      expect(valueFromJson(json, type, zone)).toEqual({ ok: false, message });
    },
  );
});
