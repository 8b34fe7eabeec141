import { describe, expect, test } from "vitest";
import {
  fromJson,
  getJsonObject,
  jsonPath,
  jsonReader,
  jsonWriter,
  toJson,
} from "../../../src/std/json/index.js";
import { parseSchema, parseType, structOf, type DataType } from "../../../src/types/index.js";
import type { Value } from "../../../src/values/index.js";

function typeOf(text: string): DataType {
  const type = parseType(text) ?? (parseSchema(text) && structOf(parseSchema(text) ?? []));
  if (type === undefined) throw new Error(text);
  return type;
}

const read = (schema: string, text: string, options: readonly (readonly [string, string])[] = []): Value =>
  fromJson(jsonReader(typeOf(schema), options, "UTC"), text);

const write = (type: string, value: Value, options: readonly (readonly [string, string])[] = []): string =>
  toJson(jsonWriter(typeOf(type), options, "UTC"), value);

describe("fromJson", () => {
  test("a field that does not fit is NULL, an array that holds one is none", () => {
    expect(read("a INT, b INT", '{"a":"x","b":2,"c":3}')).toEqual([null, 2]);
    expect(read("a ARRAY<INT>, b INT", '{"a":[1,"x"],"b":2}')).toEqual([null, 2]);
    expect(read("array<struct<a:int>>", '[{"a":"x"},{"a":2},null]')).toEqual([[null], [2], null]);
    expect(read("array<int>", '[1,"x"]')).toBe(null);
  });

  test("a text that is broken makes a row of NULLs and is kept where there is a place", () => {
    expect(read("a INT", '{"a":1')).toEqual([null]);
    expect(read("a INT, _corrupt_record STRING", '{"a":1')).toEqual([null, '{"a":1']);
    expect(read("a INT, _corrupt_record STRING", '{"a":1}')).toEqual([1, null]);
    expect(read("a INT, c STRING", '{"a":"x"}', [["columnNameOfCorruptRecord", "c"]])).toEqual([
      null,
      '{"a":"x"}',
    ]);
    expect(read("a INT", '{"a":"x"}', [["mode", "FAILFAST"]])).toBe(null);
    expect(read("a INT", " ")).toBe(null);
  });

  test.each([
    ["tinyint", "200", -56],
    ["tinyint", "256", null],
    ["bigint", "9007199254740993", 9007199254740993n],
    ["bigint", "9223372036854775808", null],
    ["int", "1.0", null],
    ["float", "0.1", Math.fround(0.1)],
    ["double", '"-INF"', -Infinity],
    ["double", "1e400", Infinity],
    ["decimal(5,1)", '"1,234.55"', 12346n],
    ["decimal(3,1)", "1234.5", null],
    ["string", '{"b": 1.50}', '{"b":1.5}'],
    ["binary", '"QUJD"', Uint8Array.of(65, 66, 67)],
    ["binary", '"QUI"', null],
    ["date", '"1970-01-02"', 1],
    ["timestamp", '"1970-01-01T00:00:01Z"', 1_000_000],
    ["timestamp", "1", 1_000_000],
    ["boolean", "1", null],
    [
      "map<string,int>",
      '{"b":1,"c":2,"b":3}',
      [
        ["b", 3],
        ["c", 2],
      ],
    ],
  ] as const)("%s of %s", (type, json, value) => {
    expect(read(`a ${type}`, `{"a":${json}}`)).toEqual([value]);
  });

  test("names of fields are no properties", () => {
    expect(read("`__proto__` INT, constructor INT", '{"__proto__":1,"toString":2}')).toEqual([1, null]);
  });
});

describe("toJson", () => {
  test("leaves NULL fields of structs out, keeps those of maps and arrays", () => {
    expect(write("struct<a:int,b:array<int>,c:map<string,int>>", [null, [null], [["x", null]]])).toBe(
      '{"b":[null],"c":{"x":null}}',
    );
    expect(write("struct<a:int>", [null], [["ignoreNullFields", "false"]])).toBe('{"a":null}');
  });

  test.each([
    ["double", NaN, '"NaN"'],
    ["double", 1e20, "1.0E20"],
    ["float", Math.fround(0.1), "0.1"],
    ["decimal(10,7)", 1n, "1E-7"],
    ["bigint", 9007199254740993n, "9007199254740993"],
    ["string", '\u0001"\\\n😀\u2028', '"\\u0001\\"\\\\\\n😀\u2028"'],
    ["binary", Uint8Array.of(0, 255, 65), '"AP9B"'],
    ["date", 18321, '"2020-02-29"'],
    ["timestamp", 1_582_979_696_789_123, '"2020-02-29T12:34:56.789Z"'],
    ["map<date,int>", [[1, 2]], '{"1":2}'],
  ] as const)("%s", (type, value, text) => {
    expect(write(`array<${type}>`, [value])).toBe(`[${text}]`);
  });

  test("pretty", () => {
    expect(
      write("struct<a:int,b:array<struct<c:string>>,d:array<int>>", [1, [["x"]], []], [["pretty", "true"]]),
    ).toBe('{\n  "a" : 1,\n  "b" : [ {\n    "c" : "x"\n  } ],\n  "d" : [ ]\n}');
  });
});

describe("getJsonObject", () => {
  const find = (path: string, text: string): string | null => getJsonObject(jsonPath(path), text);

  test("one match of [*] stands alone, several stand in an array", () => {
    expect(find("$[*].a", '[{"a":"x"},{"b":1}]')).toBe('"x"');
    expect(find("$[*].a", '[{"a":"x"},{"a":"y"}]')).toBe('["x","y"]');
    expect(find("$.a", '{"a":"x"}')).toBe("x");
    expect(find("$[*][*]", "[[1,2],[3],4]")).toBe("[1,2,3,4]");
    expect(find("$[*][*][*]", "[[[1],[2]],[[3]]]")).toBe("[[1,2],3]");
  });

  test.each(["", "a", "$a", "$.", "$..a", "$[a]", '$["a"]', "$['a'"])("%s is no path", (path) => {
    expect(find(path, '{"a":1}')).toBe(null);
  });
});
