import { PinionError, type ColumnEntry, type Value } from "@pinion/core";
import { expect, it } from "vitest";
import { pushedColumns } from "../../src/serve/pushed-columns.js";

/* Rows that programs push: values of JavaScript, read as JSON of the same meaning would be. */

function read(type: string, given: unknown, more: Partial<ColumnEntry> = {}): Value | string {
  const column = { name: "c", type, nullable: true, ...more };
  try {
    return pushedColumns([column], [column], "UTC")({ c: given }, 3)[0] ?? null;
  } catch (error) {
    if (error instanceof PinionError) return `${error.code} ${error.message}`;
    throw error;
  }
}

const cyclic: unknown[] = [];
cyclic.push(cyclic);

it.each<readonly [type: string, given: unknown, value: Value | string]>([
  ["bigint", 9223372036854775807n, 9223372036854775807n],
  ["bigint", " +1e2 ", 100],
  ["bigint", 2n ** 63n, "PN7011 `c` of row 3: expected bigint, found 9223372036854775808"],
  ["double", NaN, NaN],
  ["double", -0, -0],
  ["double", "1_0", 'PN7011 `c` of row 3: expected double, found "1_0"'],
  ["int", Infinity, "PN7011 `c` of row 3: expected int, found Infinity"],
  ["string", 1.5, "1.5"],
  ["string", ["a", 1], '["a",1]'],
  ["string", "\ud800", "PN7011 `c` of row 3: it has half of a surrogate pair, which is no character"],
  [
    "array<string>",
    ["\ud800"],
    "PN7011 `c` of row 3: it has half of a surrogate pair, which is no character",
  ],
  ["binary", new Uint8Array([104, 105]), new Uint8Array([104, 105])],
  ["binary", "aGk", 'PN7011 `c` of row 3: expected binary, found "aGk"'],
  ["timestamp", new Date(5), 5_000],
  ["timestamp", new Date(NaN), "PN7011 `c` of row 3: expected timestamp, found no valid Date"],
  ["date", "  ", null],
  ["decimal(10,2)", 1.005, "PN7011 `c` of row 3: expected decimal(10,2), found 1.005"],
  ["decimal(20,2)", "12345678901234567.89", 1234567890123456789n],
  ["array<bigint>", [9007199254740993n, null, -0], [9007199254740993n, null, 0]],
  ["array<timestamp>", [new Date(5)], [5_000]],
  ["array<int>", cyclic, "PN7011 `c` of row 3: expected array<int>, found a list"],
  ["map<string,int>", new Map([["a", 1]]), [["a", 1]]],
  ["map<string,int>", { __proto__: null, a: 1 }, [["a", 1]]],
  ["map<string,int>", new URL("http://a"), "PN7011 `c` of row 3: expected map<string,int>, found an object"],
  ["struct<a:int>", { a: 1, b: () => 1 }, "PN7011 `c` of row 3: expected struct<a:int>, found an object"],
  ["boolean", Symbol("s"), "PN7011 `c` of row 3: expected boolean, found a symbol"],
])("%s %s", (type, given, value) => {
  expect(read(type, given)).toEqual(value);
});

it("never takes NULL, or a blank text that stands for it, where a column has none", () => {
  for (const given of [undefined, null, " "])
    expect(read("int", given, { nullable: false })).toBe("PN7011 row 3 has no `c`, which must not be NULL");
});
