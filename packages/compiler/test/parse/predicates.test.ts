import { describe, expect, test } from "vitest";
import { codesOf, parsed, shapeOf } from "./helpers/parse.js";

describe("IS", () => {
  test.each([
    ["a IS NULL", "(is-null a)"],
    ["a is not null", "(is-not-null a)"],
    ["a IS TRUE", "(is-true a)"],
    ["a IS NOT FALSE", "(is-not-false a)"],
    ["a IS UNKNOWN", "(is-unknown a)"],
    ["a IS DISTINCT FROM b + 1", "(is-distinct a (+ b 1))"],
    ["a IS NOT DISTINCT FROM b AND c", "(and (is-not-distinct a b) c)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

describe("BETWEEN, IN", () => {
  test.each([
    ["a between 1 and 2", "(between a 1 2)"],
    ["a not between b + 1 and c", "(not-between a (+ b 1) c)"],
    ["a between 1 and 2 and b between 3 and 4", "(and (between a 1 2) (between b 3 4))"],
    ["a in (1)", "(in a 1)"],
    ["a not in (1, b or c, f(x))", "(not-in a 1 (or b c) (f x))"],
    ["(a, b) in ((1, 2))", "(in (struct a b) (struct 1 2))"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

describe("LIKE", () => {
  test.each([
    ["a like 'b%'", '(like a "b%")'],
    ["a not like 'b%' escape '/'", '(not-like[/] a "b%")'],
    ["a ilike b", "(ilike a b)"],
    ["a rlike 'x'", '(rlike a "x")'],
    ["a regexp 'x'", '(rlike a "x")'],
    ["a not regexp 'x'", '(not-rlike a "x")'],
    ["a like any ('x', 'y')", '(like-any a "x" "y")'],
    ["a like some ('x')", '(like-any a "x")'],
    ["a not ilike all ('x', b)", '(not-ilike-all a "x" b)'],
    ["a like any", "(like a any)"],
    [String.raw`a like 'x' escape '\\'`, String.raw`(like[\] a "x")`],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("ESCAPE takes one character", () => {
    expect(codesOf("a like 'b' escape 'cd'")).toEqual(["PN2025"]);
    expect(codesOf("a like 'b' escape ''")).toEqual(["PN2025"]);
  });
});

describe("predicates do not chain", () => {
  test.each([
    "a is null = b",
    "a in (1) is true",
    "a between 1 and 2 between 3 and 4",
    "a like b like c",
    "false is not null :: string",
  ])("%s", (text) => {
    expect(codesOf(text)).toEqual(["PN2001"]);
  });

  test("in parentheses they do", () => {
    expect(shapeOf("(a is null) = b")).toBe("(= (is-null a) b)");
  });
});

describe("CASE", () => {
  test.each([
    ["case when a then 1 end", "(case a 1)"],
    ["CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END", "(case-else a 1 b 2 3)"],
    ["case x when 1 then 'a' else 'b' end", '(case-of-else x 1 "a" "b")'],
    ["case when a then case when b then 1 end end", "(case a (case b 1))"],
    ["case (x) when 1 then 2 end + 1", "(+ (case-of x 1 2) 1)"],
    ["case -1 when x then 2 end", "(case-of -1 x 2)"],
    ["case when a then 1 end::int", "(cast-int (case a 1))"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("branches have places", () => {
    expect(parsed("case when a then 1 end")).toMatchObject({
      branches: [{ span: { start: 5, end: 18 } }],
      span: { start: 0, end: 22 },
    });
  });
});
