import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { problemsOf, typed } from "./support.js";

const evaluate = (text: string, s: string | null): unknown =>
  interpret(typed(text, { s: "string" }), () => s);

test.each([
  ["s like 'a%'", "abc", true],
  ["s like 'a%'", "bc", false],
  ["s like 'a%'", null, null],
  ["s like null", "a", null],
  ["s not like 'a%'", "abc", false],
  ["s ilike 'A_'", "ab", true],
  ["s rlike '^a+$'", "aaa", true],
  ["s like '10#%' escape '#'", "10%", true],
  ["s like any ('a%', '%z')", "xyz", true],
  ["s like any ('a%', null)", "xyz", null],
  ["s like any ('a%', null)", "a", true],
  ["s like all ('a%', '%z')", "abz", true],
  ["s like all ('a%', null)", "x", false],
  ["s not like any ('a%', '%z')", "az", false],
  ["s not like any ('a%', '%z')", "a", true],
  ["s not like all ('a%', '%z')", "x", true],
  ["s not like all ('a%', '%z')", "a", false],
])("%s for %s is %s", (text, s, expected) => {
  expect(evaluate(text, s)).toBe(expected);
});

test("mistakes of the value and of each pattern", () => {
  expect(problemsOf("«a» like any («b», «c»)")).toHaveLength(3);
});
