import type { ColumnEntry, Value } from "@pinion/core";
import { zoneOf } from "@pinion/core/std";
import { expect, it } from "vitest";
import { jsonDecoder } from "../../../src/stream/decode/json-record.js";

/** What a record's member `v` is read as; the reason where it cannot be. */
function read(type: string, json: string, format?: string): Value {
  const column: ColumnEntry = {
    ...{ name: "v", type, nullable: true },
    ...(format === undefined ? {} : { format }),
  };
  const out: Value[] = [];
  try {
    jsonDecoder([column], zoneOf("UTC"), "UTC")(Buffer.from(`{"v":${json}}`), out);
  } catch (error) {
    return String((error as Error).message);
  }
  return out[0] ?? null;
}

it.each<[string, string, Value]>([
  ["double", "0.30000000000000004", 0.30000000000000004],
  ["double", "1234567890123456", 1234567890123456],
  ["double", "-12345678901234567890.5e-3", -12345678901234567.8905],
  ["float", "0.1000000000000000055511151231257827", Math.fround(0.1)],
  [
    "array<double>",
    "[0.30000000000000004, 12345678901234567890]",
    [0.30000000000000004, 12345678901234567890],
  ],
  ["bigint", "9007199254740993", 9007199254740993n],
  ["bigint", '"9007199254740993"', 9007199254740993n],
  ["array<bigint>", "[1, -9223372036854775808]", [1, -9223372036854775808n]],
  ["decimal(20,3)", "12345678901234567.123", 12345678901234567123n],
  ["decimal(20,3)", "1234567890123456", 1234567890123456000n],
  ["decimal(38,20)", "1.00000000000000000001", 100000000000000000001n],
  ["decimal(20,3)", "0.1", 100n],
  [
    "map<string,decimal(20,3)>",
    '{"__proto__":12345678901234567.123}',
    [["__proto__", 12345678901234567123n]],
  ],
  [
    "map<bigint,double>",
    "[[9007199254740993, 0.30000000000000004]]",
    [[9007199254740993n, 0.30000000000000004]],
  ],
  [
    "struct<a:bigint,b:array<decimal(20,1)>>",
    '{"b":[12345678901234567.5],"a":9007199254740993}',
    [9007199254740993n, [123456789012345675n]],
  ],
  ["string", '"1234567890123456 \\" 0.30000000000000004"', '1234567890123456 " 0.30000000000000004'],
])("reads %s of %s exactly", (type, json, value) => {
  expect(read(type, json)).toEqual(value);
});

it("reads times of many digits", () => {
  expect(read("timestamp", "1767225600000001", "epoch_micros")).toBe(1767225600000001);
});

it.each<[string, string, Value, string?]>([
  ["double", '"1.5"', 1.5],
  ["double", '" -1e3 "', -1000],
  ["double", '"NaN"', NaN],
  ["float", '"0.1"', Math.fround(0.1)],
  ["int", '"7"', 7],
  ["int", '"7.0"', 7],
  ["bigint", '"+9007199254740993"', 9007199254740993n],
  ["boolean", '"TRUE"', true],
  ["boolean", "1", true],
  ["boolean", "0", false],
  ["array<bigint>", '"[9007199254740993]"', [9007199254740993n]],
  ["struct<a:int>", '"{\\"a\\":1}"', [1]],
  ["timestamp", '"1767225601.5"', 1767225601500000, "epoch"],
  ["timestamp", "1767225601.1234567", 1767225601123457, "epoch"],
  ["int", '" "', null],
  ["string", '" "', " "],
])("reads %s of %s as a file's row", (type, json, value, format) => {
  expect(read(type, json, format)).toEqual(value);
});

it.each([
  ["int", '"7.5"'],
  ["int", "7.5"],
  ["double", '"much"'],
  ["double", '"0x10"'],
  ["boolean", "2"],
  ["array<int>", '"[1"'],
  ["tinyint", '"128"'],
])("reads no %s of %s", (type, json) => {
  expect(read(type, json)).toContain(`\`v\`: expected ${type}`);
});
