import { expect, test } from "vitest";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  VOID,
  type DataType,
} from "../../src/types/index.js";
import { showValue, type Value } from "../../src/values/index.js";

const pair = structOf([
  { name: "a", type: STRING },
  { name: "b", type: DOUBLE },
]);

const cases: readonly (readonly [Value, DataType, string])[] = [
  [null, VOID, "NULL"],
  [null, INT, "NULL"],
  [true, BOOLEAN, "true"],
  [9223372036854775807n, BIGINT, "9223372036854775807"],
  [1e10, DOUBLE, "1.0E10"],
  [Math.fround(0.1), FLOAT, "0.1"],
  [-50n, decimal(4, 2), "-0.50"],
  [1n, decimal(38, 10), "0.0000000001"],
  ["it's", STRING, "it's"],
  [Uint8Array.of(0xc3, 0xa9), BINARY, "é"],
  [18322, DATE, "2020-03-01"],
  [1_500_000, TIMESTAMP, "1969-12-31 16:00:01.5"],
  [129_600_000_000, { kind: "dayTimeInterval", start: "day", end: "day" }, "1 00:00:00.000000000"],
  [18, { kind: "yearMonthInterval", start: "year", end: "year" }, "1-0"],
  [-90_000_000, { kind: "dayTimeInterval", start: "minute", end: "second" }, "-0 00:01:30.000000000"],
  [[1, null], arrayOf(INT), "[1,null]"],
  [["a"], arrayOf(STRING), '["a"]'],
  [
    [
      ["b", 1],
      ["a", null],
    ],
    mapOf(STRING, DOUBLE),
    '{"a":null,"b":1.0}',
  ],
  [["x", null], pair, '{"a":"x","b":null}'],
];

test.each(cases.map(([value, type, text]) => ({ value, type, text })))(
  "$text is printed as Spark's command line prints it",
  ({ value, type, text }) => {
    expect(showValue(value, type, "America/Los_Angeles")).toBe(text);
  },
);
