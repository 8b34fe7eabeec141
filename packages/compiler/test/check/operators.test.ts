import { expect, test } from "vitest";
import { mended, problemOf, problemsOf, typeText } from "./support.js";

const columns = { b: "boolean", x: "int", d: "double!", s: "string", t: "timestamp" };

test.each([
  ["b and null", "boolean"],
  ["d > 1 or d < 0", "boolean!"],
  ["not b", "boolean"],
  ["!b", "boolean"],
  ["x + 1", "int"],
  ["x / 2", "double"],
  ["x div 2", "bigint"],
  ["-x", "int"],
  ["~x", "int"],
  ["x <=> null", "boolean!"],
  ["x <> 1", "boolean"],
  ["x != 1", "boolean"],
  ["s || 'a'", "string"],
  ["x & 1 | 2 ^ 3", "int"],
  ["x << 1", "int"],
])("%s is %s", (text, type) => {
  expect(typeText(text, columns)).toBe(type);
});

test("conditions are not made of other types", () => {
  expect(problemOf("b and «x»", columns)).toMatchObject({
    code: "PN2201",
    message: "AND takes conditions, not int",
    label: "this is int, expected boolean",
  });
  expect(problemOf("«'true'» or b", columns).message).toBe("OR takes conditions, not string");
  expect(problemsOf("«x» and «s»", columns)).toHaveLength(2);
});

test("operands of a wrong type", () => {
  expect(() => typeText("b + t", columns)).toThrow();
});

test("a failed side hides nothing of the other", () => {
  expect(problemsOf("«aa» + (b and «x»)", columns).map((one) => one.code)).toEqual(["PN2104", "PN2201"]);
});

test("`= NULL` compiles with a warning", () => {
  expect(problemOf("x «= null»", columns)).toMatchObject({ code: "PN2210", severity: "warning" });
  expect(mended("x «= null»", columns)).toBe("x IS NULL");
  expect(mended("x «<> null»", columns)).toBe("x IS NOT NULL");
  expect(mended("null «= x»", columns)).toBe("x IS NULL");
  expect(problemOf("null «= x + 1»", columns).suggestion).toBeUndefined();
  expect(problemsOf("null = null")).toEqual([]);
  expect(problemsOf("x <=> null", columns)).toEqual([]);
});

test("`||` between conditions compiles with a warning", () => {
  expect(mended("b «||» (x = 1)", columns)).toBe("b or (x = 1)");
  expect(mended("x > 1 «||» b", columns)).toBe("x > 1 or b");
  expect(problemsOf("b || 'x'", columns)).toEqual([]);
});

test("`||` binds before comparisons, and is told once where OR was meant", () => {
  expect(problemOf("s = 'a' «||» s = 'b'", columns)).toMatchObject({ code: "PN2211", severity: "warning" });
  expect(problemOf("x > 0 «||» d > 0", columns).severity).toBeUndefined();
  expect(mended("x > 0 «||» d > 0", columns)).toBe("x > 0 or d > 0");
  expect(problemOf("x > 0 || «dd» > 0", columns).code).toBe("PN2104");
});
