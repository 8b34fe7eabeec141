import { expect, test } from "vitest";
import { problemOf, typed, typeText } from "./support.js";

test.each([
  ["1", "int!", 1],
  ["2147483647", "int!", 2147483647],
  ["2147483648", "bigint!", 2147483648],
  ["-2147483648", "int!", -2147483648],
  ["- 2147483648", "int!", -2147483648],
  ["9007199254740993", "bigint!", 9007199254740993n],
  ["9223372036854775807L", "bigint!", 9223372036854775807n],
  ["-9223372036854775808L", "bigint!", -9223372036854775808n],
  ["9223372036854775808", "decimal(19,0)!", 9223372036854775808n],
  ["1Y", "tinyint!", 1],
  ["-128Y", "tinyint!", -128],
  ["7S", "smallint!", 7],
  ["7L", "bigint!", 7],
  ["1.5", "decimal(2,1)!", 15n],
  ["-1.50", "decimal(3,2)!", -150n],
  ["0.1111", "decimal(4,4)!", 1111n],
  [".5", "decimal(1,1)!", 5n],
  ["1.", "decimal(1,0)!", 1n],
  ["00012.5", "decimal(3,1)!", 125n],
  ["0.0", "decimal(1,1)!", 0n],
  ["1e3", "double!", 1000],
  [".1E-2", "double!", 0.001],
  ["1.1F", "float!", Math.fround(1.1)],
  ["1D", "double!", 1],
  ["-0D", "double!", -0],
  ["1.23BD", "decimal(3,2)!", 123n],
  ["1e3BD", "decimal(4,0)!", 1000n],
  ["1.5e1BD", "decimal(2,0)!", 15n],
  ["12e-3BD", "decimal(3,3)!", 12n],
])("%s is %s", (text, type, value) => {
  expect(typeText(text)).toBe(type);
  expect(typed(text)).toMatchObject({ kind: "literal", value });
});

test("a sign outside parentheses is an operator", () => {
  expect(typeText("-(2147483648)")).toMatch(/^bigint/);
});

test.each([
  "«128Y»",
  "«-129Y»",
  "«32768S»",
  "«9223372036854775808L»",
  "1 + «-9223372036854775809L»",
  "«1e309»",
  "«3.5E39F»",
  "«1e999999999BD»",
  "«1e-999999999BD»",
  `«${"9".repeat(39)}»`,
  `«0.${"1".repeat(39)}»`,
  `«${"1".repeat(5000)}»`,
])("%s is out of range", (marked) => {
  expect(problemOf(marked)).toMatchObject({ code: "PN2401", label: "out of range" });
});
