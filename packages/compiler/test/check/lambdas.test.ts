import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { problemOf, problemsOf, typed, typeText } from "./support.js";

const columns = { a: "array<int>", x: "string", n: "int" };

test("parameters have the types of what they stand for, and hide columns", () => {
  expect(typeText("transform(a, x -> x + 1)", columns)).toBe("array<int>");
  expect(typeText("transform(a, (v, i) -> cast(v as double) + i)", columns)).toBe("array<double>");
  expect(typeText("transform(a, v -> concat(x, v))", columns)).toBe("array<string>");
  expect(typeText("transform(a, X -> x)", columns)).toBe("array<int>");
});

test("lambdas within lambdas see what is around them", () => {
  const text = "transform(array(1, 2), x -> transform(array(10, 20), y -> x * y))";
  expect(interpret(typed(text), () => null)).toEqual([
    [10, 20],
    [20, 40],
  ]);
});

test("mistakes in the body have their own spans", () => {
  expect(problemsOf("transform(a, v -> «w» + «zz»)", columns)).toHaveLength(2);
  expect(problemOf("aggregate(a, 0, (s, v) -> s + «ww»)", columns).code).toBe("PN2104");
});

test("a lambda where none is taken", () => {
  expect(problemsOf("upper(«x -> x»)", columns)).toHaveLength(1);
  expect(problemOf("transform(a, («v -> v»)[0])", columns).code).toBe("PN2205");
});

test("a wrong number of parameters", () => {
  expect(problemsOf("transform(a, «(v, i, j) -> v»)", columns)).toHaveLength(1);
});

test("a parameter named twice", () => {
  expect(problemOf("transform(a, (v, «V») -> v)", columns).code).toBe("PN2105");
});

test("lambdas nested to the limit of the parser are checked in bounded time", () => {
  let text = "acc";
  for (let i = 0; i < 40; i++) text = `aggregate(a, 0, (acc, v${i}) -> ${text} + 1L)`;
  const started = process.cpuUsage();
  try {
    typed(text, columns);
  } catch {
    // Refused as too large is as good an answer.
  }
  // In microseconds of this process alone.
  expect(process.cpuUsage(started).user).toBeLessThan(30_000_000);
});
