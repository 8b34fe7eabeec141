import { expect, test } from "vitest";
import { evaluateText } from "../../src/eval/index.js";
import { problemOf, typed, typeText } from "./support.js";

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
  ["s::time(3) without time zone", "time(3)"],
  ["cast(s as Time WITHOUT TIME ZONE)", "time(6)"],
])("%s is %s", (text, type) => {
  expect(typeText(text, columns)).toBe(type);
});

test.each([
  "cast(' EPOCH' as date)",
  "date('epoch')",
  "cast('ep' || 'och' as timestamp)",
  "to_timestamp('epoch')",
])("%s is the epoch, which only a constant says", (text) => {
  expect(typed(text)).toMatchObject({ kind: "literal", value: 0 });
});

test("a timestamp without a zone is none of the types", () => {
  expect(
    evaluateText({ expr: "cast('2020-01-01' as timestamp without time zone)", timeZone: "UTC" }).error,
  ).toMatchObject({
    code: "PN2017",
    help: "did you mean `timestamp`?",
  });
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
