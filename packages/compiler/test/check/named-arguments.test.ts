import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { mended, problemOf, problemsOf, typed } from "./support.js";

test("arguments by name go to their places, in any order and case", () => {
  const value = (text: string): unknown => interpret(typed(text), () => null);
  expect(value("mask('aB1-', lowerchar => 'q', digitChar => 'd')")).toBe("qXd-");
  expect(value("mask(otherChar => 'o', str => 'aB1-')")).toBe("xXno");
  expect(value("mask('aB1-', 'Q', digitChar => null)")).toBe("xQ1-");
});

test("a name that the function does not know", () => {
  expect(mended("mask('a', «lowerChr» => 'x')")).toBe("mask('a', lowerChar => 'x')");
  expect(problemOf("upper(«str» => 'a')")).toMatchObject({
    code: "PN2308",
    label: "arguments of this function have no names",
  });
});

test("an argument given twice, out of order, or not at all", () => {
  expect(problemOf("mask('a', «str» => 'b')").message).toBe("the argument `str` is given twice");
  expect(problemOf("mask('a', lowerChar => 'x', «'y'»)").code).toBe("PN2308");
  expect(problemOf("«mask(lowerChar => 'x')»").message).toBe("`mask` is called without its argument `str`");
});

test("mistakes within are told too", () => {
  expect(problemsOf("upper(«str» => «aa»)").map((one) => one.code)).toEqual(["PN2308", "PN2104"]);
});
