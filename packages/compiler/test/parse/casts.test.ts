import { showType } from "@pinion/core";
import { describe, expect, test } from "vitest";
import { parsed, problemOf } from "./helpers/parse.js";

const typeOf = (text: string): string => {
  const expr = parsed(text);
  if (expr.kind !== "cast") throw new Error(`no cast: ${text}`);
  return showType(expr.type);
};

describe("types", () => {
  test.each([
    ["boolean", "boolean"],
    ["TINYINT", "tinyint"],
    ["byte", "tinyint"],
    ["short", "smallint"],
    ["int", "int"],
    ["INTEGER", "int"],
    ["long", "bigint"],
    ["real", "float"],
    ["double", "double"],
    ["string", "string"],
    ["binary", "binary"],
    ["date", "date"],
    ["timestamp", "timestamp"],
    ["timestamp_ltz", "timestamp"],
    ["void", "void"],
    ["decimal", "decimal(10,0)"],
    ["dec(5)", "decimal(5,0)"],
    ["numeric(38, 18)", "decimal(38,18)"],
    ["varchar(10)", "string"],
    ["char(3)", "string"],
    ["interval", "interval"],
    ["interval year", "interval year"],
    ["interval year to month", "interval year to month"],
    ["interval day to second", "interval day to second"],
    ["array<int>", "array<int>"],
    ["array<array<int>>", "array<array<int>>"],
    ["map<string,array<array<int>>>", "map<string,array<array<int>>>"],
    ["struct<a: int, b string>", "struct<a:int,b:string>"],
    ["struct<`a b`: array<int> NOT NULL COMMENT 'x', c: struct<>>", "struct<a b:array<int>,c:struct<>>"],
    ["array < map < int , date > >", "array<map<int,date>>"],
  ])("%s", (text, type) => {
    expect(typeOf(`cast(x as ${text})`)).toBe(type);
    expect(typeOf(`x::${text}`)).toBe(type);
  });
});

describe("forms", () => {
  test("CAST, TRY_CAST and ::", () => {
    expect(parsed("cast(a + 1 as int)")).toMatchObject({ try: false, typeSpan: { start: 14, end: 17 } });
    expect(parsed("TRY_CAST(a AS decimal(5, 2))")).toMatchObject({
      try: true,
      typeSpan: { start: 14, end: 27 },
    });
    expect(parsed("a::array<int>")).toMatchObject({ try: false, typeSpan: { start: 3, end: 13 } });
    expect(typeOf("a::int::string")).toBe("string");
  });

  test("comparisons and shifts go on behind types", () => {
    expect(parsed("a::int > b::int")).toMatchObject({ kind: "binary", op: ">" });
    expect(parsed("a::int >> 2")).toMatchObject({ kind: "binary", op: ">>" });
    expect(parsed("a::array<int> > b")).toMatchObject({ kind: "binary", op: ">" });
    expect(parsed("array < 3")).toMatchObject({ kind: "binary", op: "<" });
    expect(parsed("map < a >> b")).toMatchObject({ kind: "binary", op: "<" });
  });
});

describe("types there are not", () => {
  test.each([
    ["cast(x as int64)", "PN2017", "did you mean `bigint`?"],
    ["cast(x as strng)", "PN2017", "did you mean `string`?"],
    ["x::text", "PN2017", "did you mean `string`?"],
    ["cast(x as array<bool>)", "PN2017", "did you mean `boolean`?"],
    ["cast(x as timestamp_ntz)", "PN2017", "did you mean `timestamp`?"],
    ["cast(x as decimal(39, 2))", "PN2018", "write `38`"],
    ["cast(x as decimal(5, 6))", "PN2018", "write `5`"],
    ["cast(x as int(5))", "PN2018", "write `int`"],
    ["cast(x as varchar)", "PN2018", "write `string`"],
    ["cast(x as map)", "PN2018", "write it as in `map<string, int>`"],
    ["cast(x as `int`)", "PN2017", "did you mean `int`?"],
    ["cast(x as decimal(1, 2, 3))", "PN2018", undefined],
    [
      "cast(x as interval year to day)",
      "PN2018",
      "write one of `interval year to month`, `interval day to second` or a shorter one of these",
    ],
  ])("%s", (text, code, help) => {
    const problem = problemOf(text);
    expect([problem.code, problem.help]).toEqual([code, help]);
  });
});
