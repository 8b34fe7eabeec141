import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { problemOf, typed, typeText } from "./support.js";

const evaluate = (text: string, b: boolean | null): unknown =>
  interpret(typed(text, { b: "boolean", x: "int" }), (name) => (name === "b" ? b : null));

test.each([
  ["b is null", [false, false, true]],
  ["b is not null", [true, true, false]],
  ["b is true", [true, false, false]],
  ["b is not true", [false, true, true]],
  ["b is false", [false, true, false]],
  ["b is not false", [true, false, true]],
  ["b is unknown", [false, false, true]],
  ["b is not unknown", [true, true, false]],
  ["b is distinct from true", [false, true, true]],
  ["b is not distinct from null", [false, false, true]],
  ["x is null", [true, true, true]],
])("%s", (text, expected) => {
  expect([true, false, null].map((b) => evaluate(text, b))).toEqual(expected);
  expect(typeText(text, { b: "boolean", x: "int" })).toBe("boolean!");
});

test("numbers are compared with TRUE as `=` compares them", () => {
  expect(evaluate("1 is true", null)).toBe(true);
  expect(evaluate("2 is true", null)).toBe(false);
});

test("UNKNOWN is asked of conditions", () => {
  expect(problemOf("«x» is unknown", { x: "int" }).code).toBe("PN2201");
});
