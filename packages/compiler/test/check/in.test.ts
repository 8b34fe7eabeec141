import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { problemOf, typed, typeText } from "./support.js";

const columns = { x: "int", y: "int", s: "string", b: "boolean", m: "map<string,int>" };
const evaluate = (text: string, x: number | null): unknown => interpret(typed(text, columns), () => x);

test("constants are a set", () => {
  expect(typed("x in (1, 2, 1 + 2)", columns)).toMatchObject({
    kind: "in",
    values: [1, 2, 3],
    hasNull: false,
  });
  expect(typed("x in (1, null)", columns)).toMatchObject({ kind: "in", values: [1], hasNull: true });
  expect(typed("x in (y, 1)", columns)).toMatchObject({ kind: "or" });
});

test.each([
  ["x in (1, 2)", 1, true],
  ["x in (1, 2)", 3, false],
  ["x in (1, 2)", null, null],
  ["x in (1, null)", 1, true],
  ["x in (1, null)", 2, null],
  ["x not in (1, null)", 1, false],
  ["x not in (1, null)", 2, null],
  ["x not in (1, 2)", 3, true],
  ["x in (y, 5)", 4, true],
  ["x in (1.0, 2.5)", 1, true],
  ["x in ('1', 'a')", 1, true],
  ["x in (null)", 1, null],
  ["null in (1, 2)", 1, null],
])("%s for x = %s is %s", (text, x, expected) => {
  expect(evaluate(text, x)).toBe(expected);
});

test("whether it can be NULL", () => {
  expect(typeText("1 in (1, 2)")).toBe("boolean!");
  expect(typeText("1 in (1, null)")).toBe("boolean");
  expect(typeText("x in (1)", columns)).toBe("boolean");
});

test("structs compare by their fields", () => {
  expect(
    interpret(typed("named_struct('a', 1) in (named_struct('a', 2), named_struct('a', 1))"), () => null),
  ).toBe(true);
});

test("structs compare whatever their fields are called", () => {
  const nested = "named_struct('b', struct(1 as y)) in (named_struct('a', struct(1 as x)))";
  for (const text of ["struct(1 as b) in (struct(1 as a))", nested]) {
    expect(interpret(typed(text), () => null)).toBe(true);
  }
  expect(problemOf("«struct(1 as b) in (struct(true as a))»").code).toBe("PN2203");
});

test("types that do not meet", () => {
  expect(problemOf("«b in (1)»", columns)).toMatchObject({
    code: "PN2203",
    message: "value and list of IN are of types that do not meet: boolean, int",
  });
  expect(problemOf("«s in ('a', true)»", columns).code).toBe("PN2203");
});

test("maps have no equality", () => {
  expect(problemOf("«m» in (m)", columns).code).toBe("PN2207");
});
