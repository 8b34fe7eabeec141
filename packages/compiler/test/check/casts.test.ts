import { expect, test } from "vitest";
import { problemOf, typeText } from "./support.js";

const columns = { x: "int!", s: "string!", t: "timestamp", a: "array<int>" };

test.each([
  ["cast(x as bigint)", "bigint!"],
  ["x::double", "double!"],
  ["cast(s as int)", "int"],
  ["try_cast(s as int)", "int"],
  ["cast(null as array<int>)", "array<int>"],
  ["cast(x as decimal(3,1))", "decimal(3,1)"],
  ["cast(a as array<string>)", "array<string>"],
  ["double(s)", "double"],
])("%s is %s", (text, type) => {
  expect(typeText(text, columns)).toBe(type);
});

test("a cast that Spark has not", () => {
  expect(problemOf("cast(«a» as int)", columns)).toMatchObject({
    code: "PN2202",
    message: "there is no cast from array<int> to int",
  });
  expect(problemOf("cast(«x» as date)", columns).code).toBe("PN2202");
});

test("a try_cast that Spark has not", () => {
  expect(problemOf("try_cast(«t» as boolean)", columns).message).toBe(
    "there is no try_cast from timestamp to boolean",
  );
});

test("a mistake inside is told alone", () => {
  expect(problemOf("cast(«aaa» as array<int>)").code).toBe("PN2104");
});
