import { describe, expect, test } from "vitest";
import { parsed, shapeOf } from "./helpers/parse.js";

describe("names", () => {
  test.each([
    ["fare_amount", "fare_amount"],
    ["_x1", "_x1"],
    ["1a", "1a"],
    ["straße", "straße"],
    ["日本", "日本"],
    ["e\u0301", "e\u0301"],
    ["𝒳", "𝒳"],
    ["__proto__", "__proto__"],
    ["constructor", "constructor"],
  ])("%s", (text, name) => {
    expect(parsed(text)).toEqual({ kind: "name", name, quoted: false, span: { start: 0, end: text.length } });
  });

  test.each([
    ["`odd name`", "odd name"],
    ["`a``b`", "a`b"],
    ['`"];process.exit()//`', '"];process.exit()//'],
    ["`😀\u2028`", "😀\u2028"],
    ["`select`", "select"],
    ["````", "`"],
  ])("%s in backticks", (text, name) => {
    expect(parsed(text)).toEqual({ kind: "name", name, quoted: true, span: { start: 0, end: text.length } });
  });

  test.each([
    ["a.b.c", "(.c (.b a))"],
    ["a . `b c`", "(.b c a)"],
    ["a[0].b['k']", '(index (.b (index a 0)) "k")'],
    ["f(x).y", "(.y (f x))"],
    ["a.case", "(.case a)"],
    ["a.true", "(.true a)"],
    ["a[i + 1][j]", "(index (index a (+ i 1)) j)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

describe("keywords as columns", () => {
  const words = [
    "date",
    "timestamp",
    "year",
    "month",
    "day",
    "hour",
    "source",
    "end",
    "start",
    "when",
    "from",
    "to",
    "for",
    "then",
    "else",
    "as",
    "is",
    "in",
    "like",
    "between",
    "not",
    "case",
    "cast",
    "interval",
    "any",
    "all",
    "some",
    "distinct",
    "div",
    "escape",
    "extract",
    "position",
    "overlay",
    "trim",
    "substring",
    "struct",
    "array",
    "map",
    "x",
    "user",
    "left",
    "right",
    "order",
    "select",
    "filter",
    "over",
    "unknown",
    "value",
    "key",
    "index",
    "float",
    "string",
    "date_add",
  ];
  test.each(words)("%s", (word) => {
    expect(shapeOf(word)).toBe(word);
    expect(shapeOf(`${word} / 1000`)).toBe(`(/ ${word} 1000)`);
    expect(shapeOf(`1 + ${word}`)).toBe(`(+ 1 ${word})`);
    expect(shapeOf(`(${word})`)).toBe(word);
    expect(shapeOf(`f(${word}, 1)`)).toBe(`(f ${word} 1)`);
    expect(shapeOf(`${word}.a`)).toBe(`(.a ${word})`);
    expect(shapeOf(`${word} = 1`)).toBe(`(= ${word} 1)`);
    // `NOT IS NULL` lacks a value rather than asks for a column of the name.
    if (word !== "not") expect(shapeOf(`${word} is null`)).toBe(`(is-null ${word})`);
    expect(shapeOf(`case when ${word} = 1 then 2 end`)).toBe(`(case (= ${word} 1) 2)`);
  });

  test.each([
    ["case when x then end end", "(case x end)"],
    ["case when x then 1 else end end", "(case-else x 1 end)"],
    ["case end when 1 then 2 end", "(case-of end 1 2)"],
    ["like like like", "(like like like)"],
    ["in in (in)", "(in in in)"],
    ["a and and(b, c)", "(and a (and b c))"],
    ["or(a, b)", "(or a b)"],
    ["not(a)", "(not a)"],
    ["`and` and `or`", "(and `and` `or`)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});
