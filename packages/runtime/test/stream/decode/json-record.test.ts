import type { ColumnEntry, Value } from "@pinion/core";
import { zoneOf } from "@pinion/core/std";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonDecoder } from "../../../src/stream/decode/json-record.js";
import { membersAsWritten } from "../../../src/stream/decode/json-written.js";

/** What a record's member `v` is read as; the reason where it cannot be. */
function read(type: string, json: string, format?: string): Value {
  const column: ColumnEntry = {
    ...{ name: "v", type, nullable: true },
    ...(format === undefined ? {} : { format }),
  };
  const out: Value[] = [];
  try {
    jsonDecoder([column], zoneOf("UTC"))(Buffer.from(`{"v":${json}}`), out);
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
  ["string", "-12345678901234567890123", "-12345678901234567890123"],
  ["string", "1.50", "1.5"],
  ["string", "1e3", "1000.0"],
  ["string", "1E21", "1e21"],
  ["string", "-0.0", "-0.0"],
  ["string", "true", "true"],
  ["string", '[1, {"b" : 2.0, "2":"\\u0041 ,:]"} , [ ]]', '[1,{"b":2.0,"2":"A ,:]"},[]]'],
  ["binary", "[1]", "`v`: expected binary, found a list"],
  ["date", "2026", 20454],
  ["date", "20260131", 20484, "yyyyMMdd"],
  ["timestamp", "2026", 1767225600000000],
  ["bigint", "1e18", 1000000000000000000n],
  ["bigint", "1.2345678901234567e18", 1234567890123456800n],
  ["double", "1e309", Infinity],
  ["float", "1e39", Infinity],
  ["float", '"-1e39"', -Infinity],
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
  ["bigint", "1e19"],
  ["int", "1e10"],
  ["date", "2026.0"],
  ["date", "true"],
])("reads no %s of %s", (type, json) => {
  expect(read(type, json)).toContain(`\`v\`: expected ${type}`);
});

it("takes members out of objects as batches take them out of files", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const blank = fc.constantFrom("", " ", "\t\n");
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc
      .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -12, max: 25 }))
      .map(
        ([digits, exponent]) =>
          `${digits}${exponent > 12 ? "" : exponent > 0 ? `.0${exponent}` : `E${exponent}`}`,
      ),
  );
  const text = fc.string({ unit: "grapheme", maxLength: 8 }).map((it) => JSON.stringify(it));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("true", "false", "null", "{}", "[]", "-0", "-0.0"),
      number,
      text,
      fc
        .tuple(blank, fc.array(tie("value"), { maxLength: 3 }))
        .map(([b, all]) => `[${all.join(`${b},`)}${b}]`),
      fc
        .tuple(blank, fc.array(fc.tuple(text, tie("value")), { maxLength: 3 }))
        .map(([b, all]) => `{${all.map(([name, one]) => `${name}${b}:${one}`).join(`,${b}`)}${b}}`),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(value, fc.boolean(), async (json, first) => {
      const document = first ? `{"v" : ${json} ,"w":[1]}` : `{"w":{"v":1}, "v":${json}}`;
      const found = await connection.runAndReadAll("SELECT json_extract_string($1, '/v')", [document]);
      const [[batch]] = found.getRows() as [[string | null]];
      const written = membersAsWritten(document).get("v") ?? "";
      const expected = written.startsWith('"') ? (JSON.parse(written) as string) : written;
      expect(batch).toBe(expected === "null" ? null : expected);
    }),
    { numRuns: 60 },
  );
  connection.closeSync();
  instance.closeSync();
});
