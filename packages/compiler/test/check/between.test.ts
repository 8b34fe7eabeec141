import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { problemsOf, typed } from "./support.js";

const columns = { x: "int" };
const evaluate = (text: string, x: number | null): unknown => interpret(typed(text, columns), () => x);

test.each([
  ["x between 1 and 3", 1, true],
  ["x between 1 and 3", 3, true],
  ["x between 1 and 3", 4, false],
  ["x not between 1 and 3", 4, true],
  ["x between 1 and null", 0, false],
  ["x between 1 and null", 2, null],
  ["x between '1' and 2.5", 2, true],
  ["x between 1 and 3", null, null],
])("%s for x = %s is %s", (text, x, expected) => {
  expect(evaluate(text, x)).toBe(expected);
});

test("both comparisons read the same value", () => {
  const expr = typed("x + 1 between 1 and 3", columns);
  if (expr.kind !== "and" || expr.left.kind !== "call" || expr.right.kind !== "call")
    throw new Error("no AND");
  expect(expr.left.args[0]).toBe(expr.right.args[0]);
});

test("mistakes of the three parts are told once each", () => {
  expect(problemsOf("«a» between «b» and «c»", columns)).toHaveLength(3);
});
