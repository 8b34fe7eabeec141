import { describe, expect, test } from "vitest";
import { codesOf, parsed, shapeOf } from "./helpers/parse.js";

describe("numbers", () => {
  test.each([
    ["1", "1", null],
    ["007", "007", null],
    ["1L", "1", "L"],
    ["1s", "1", "S"],
    ["1Y", "1", "Y"],
    ["1.5", "1.5", null],
    [".5", ".5", null],
    ["5.", "5.", null],
    ["1e3", "1e3", null],
    ["1E-3", "1E-3", null],
    ["1.e+3", "1.e+3", null],
    ["1D", "1", "D"],
    ["1.5f", "1.5", "F"],
    ["1BD", "1", "BD"],
    ["5e36bd", "5e36", "BD"],
    ["1e10D", "1e10", "D"],
    ["123456789012345678901234567890", "123456789012345678901234567890", null],
  ])("%s", (text, digits, suffix) => {
    expect(parsed(text)).toEqual({
      kind: "number",
      text: digits,
      suffix,
      span: { start: 0, end: text.length },
    });
  });

  test.each([
    ["1a", "1a"],
    ["1_000", "1_000"],
    ["1e", "1e"],
    ["1e5L", "1e5L"],
  ])("%s is a name, as in Spark", (text, name) => {
    expect(parsed(text)).toMatchObject({ kind: "name", name });
  });

  test.each([
    ["1.+2", "(+ 1. 2)"],
    ["a.1b", "(.1b a)"],
    ["1e+5", "1e+5"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test.each(["1.5abc", "1.2.3", ".5.", "1..2", "1.5_"])("%s is none", (text) => {
    expect(codesOf(text)).toEqual(["PN2011"]);
  });
});

describe("strings", () => {
  test.each([
    [String.raw`'abc'`, "abc"],
    [String.raw`"abc"`, "abc"],
    [String.raw`''`, ""],
    [String.raw`'it''s'`, "it's"],
    [String.raw`"say ""hi"""`, 'say "hi"'],
    [String.raw`"it''s"`, "it''s"],
    [String.raw`'\n\t\r\b\0\Z'`, "\n\t\r\b\0\x1a"],
    [String.raw`'\\ \' \"'`, `\\ ' "`],
    [String.raw`'50\% \_'`, String.raw`50\% \_`],
    [String.raw`'\u20ac'`, "€"],
    [String.raw`'\U0001F600'`, "😀"],
    [String.raw`'\UFFFFFFFF'`, "\ufffd"],
    [String.raw`'\101\012\777'`, "A\n777"],
    [String.raw`'\u20 \d \x'`, "u20 d x"],
    [String.raw`'\''''`, "''"],
    [String.raw`'\\''x'`, "\\'x"],
    [String.raw`r'\n'`, String.raw`\n`],
    [String.raw`R"\d+'"`, String.raw`\d+'`],
    ["'a' 'b'", "ab"],
    [String.raw`'a' "b" r'\c'`, String.raw`ab\c`],
    ["'line\nbreak'", "line\nbreak"],
    ["'/* -- ` \" */'", '/* -- ` " */'],
    ["'__proto__ \u2028 😀'", "__proto__ \u2028 😀"],
  ])("%s", (text, value) => {
    expect(parsed(text)).toMatchObject({ kind: "string", value, span: { start: 0, end: text.length } });
  });

  test("neighbours are one string, from the first to the last", () => {
    expect(parsed("upper('a'\n'b')")).toMatchObject({
      args: [{ value: "ab", span: { start: 6, end: 13 } }],
    });
  });
});

describe("constants", () => {
  test.each([
    ["TRUE", "true"],
    ["fAlSe", "false"],
    ["Null", "null"],
    ["null and TRUE", "(and null true)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

describe("typed literals", () => {
  test.each([
    ["DATE '2020-05-20'", "date", "2020-05-20"],
    ["date'2020-05-20'", "date", "2020-05-20"],
    ["timestamp '2020-05-20 10:11:12'", "timestamp", "2020-05-20 10:11:12"],
    ["TIMESTAMP_NTZ'2020-05-20'", "timestamp_ntz", "2020-05-20"],
    ['timestamp_ltz "2020"', "timestamp_ltz", "2020"],
    ["X'1CC7'", "binary", "1CC7"],
    ["x''", "binary", ""],
  ])("%s", (text, of, value) => {
    expect(parsed(text)).toMatchObject({
      kind: "typedText",
      of,
      value,
      span: { start: 0, end: text.length },
    });
  });

  test("the string has its own place", () => {
    expect(parsed("date  '2020'")).toMatchObject({ valueSpan: { start: 6, end: 12 } });
  });

  test("another word makes none", () => {
    expect(codesOf("dat '2020'")).toEqual(["PN2019"]);
    expect(codesOf("N'abc'")).toEqual(["PN2019"]);
  });
});

describe("comments and space", () => {
  test.each([
    ["1 -- one", "1"],
    ["1 -- one\n + 2", "(+ 1 2)"],
    ["1 /* one */ + /* /* two */ */ 2", "(+ 1 2)"],
    ["/**/1", "1"],
    ["1--2", "1"],
    ["-- first\n1", "1"],
    ["1 -- joined \\\n with this\n + 2", "(+ 1 2)"],
    ["\u00a01\u3000+\u20282", "(+ 1 2)"],
  ])("%j", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("a hint is no comment", () => {
    expect(codesOf("1 /*+ broadcast(a) */")).toEqual(["PN2007"]);
  });
});

describe("arrays", () => {
  test.each([
    ["[]", "(array)"],
    ["[1, a + 1, 'x']", '(array 1 (+ a 1) "x")'],
    ["[[1], []][0]", "(index (array (array 1) (array)) 0)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});
