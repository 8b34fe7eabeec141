import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { problemOf, typed, typeText } from "./support.js";

const columns = { a: "array<int>", m: "map<string,int>", n: "map<int,string>", l: "bigint" };

test.each([
  ["a[0]", "int"],
  ["a[l]", "int"],
  ["a[null]", "int"],
  ["m['k']", "int"],
  ["n['1']", "string"],
  ["array(array(1))[0][0]", "int"],
])("%s is %s", (text, type) => {
  expect(typeText(text, columns)).toBe(type);
});

test("arrays count from 0, and outside of them there is NULL", () => {
  const at = (text: string): unknown => interpret(typed(text, columns), () => [5, 6]);
  expect([at("a[0]"), at("a[1]"), at("a[2]"), at("a[-1]")]).toEqual([5, 6, null, null]);
  expect(interpret(typed("m['k']", columns), () => [["k", 1]])).toBe(1);
  expect(interpret(typed("m['z']", columns), () => [["k", 1]])).toBeNull();
});

test("an index of a wrong type", () => {
  expect(problemOf("a[«'x'»]", columns)).toMatchObject({
    code: "PN2201",
    message: "the index is string, expected an integer",
  });
  expect(problemOf("a[«1.5»]", columns).code).toBe("PN2201");
  expect(problemOf("m[«array(1)»]", columns).message).toBe("the index is array<int>, expected string");
});

test("what has no elements", () => {
  expect(problemOf("«l»[0]", columns).code).toBe("PN2204");
  expect(problemOf("«'abc'»[0]", columns).code).toBe("PN2204");
});
