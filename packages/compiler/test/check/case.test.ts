import { expect, test } from "vitest";
import { problemOf, problemsOf, typed, typeText } from "./support.js";

const columns = { x: "int", y: "bigint", s: "string", d: "double!", b: "boolean", t: "timestamp" };

test.each([
  ["case when b then x else y end", "bigint"],
  ["case when b then 1 else 2.5 end", "decimal(11,1)!"],
  ["case when b then 1 end", "int"],
  ["case when b then x else 'a' end", "string"],
  ["case when b then d else d end", "double!"],
  ["case when cast(null as boolean) then 1 else 2 end", "int!"],
  ["case x when 1 then 'a' when 2L then 'b' else 'c' end", "string!"],
  ["case when b then null else null end", "void"],
])("%s is %s", (text, type) => {
  expect(typeText(text, columns)).toBe(type);
});

test("a chain of ifs whose last else is NULL", () => {
  expect(typed("case when b then 1 when x = 1 then 2 end", columns)).toMatchObject({
    kind: "if",
    condition: { kind: "column", name: "b" },
    then: { value: 1 },
    else: { kind: "if", else: { kind: "literal", value: null, type: { kind: "int" } } },
  });
});

test("results that do not meet", () => {
  expect(problemOf("«case when b then 1 else true end»", columns)).toMatchObject({
    code: "PN2203",
    message: "results of CASE are of types that do not meet: int, boolean",
  });
  expect(problemOf("«case when b then t else 1 end»", columns).code).toBe("PN2203");
});

test("conditions are BOOLEAN", () => {
  expect(problemOf("case when «x» then 1 end", columns)).toMatchObject({
    code: "PN2201",
    message: "WHEN takes conditions, not int",
    help: "write the condition out: `… <> 0`",
  });
  expect(problemOf("case when «s» then 1 end", columns).code).toBe("PN2201");
  expect(problemOf("case when «null» then 1 end", columns).message).toContain("a bare NULL has no type");
});

test("every mistake of every branch is told", () => {
  expect(
    problemsOf("case when «aa» then «bb» when «x» then 1 else «cc» end", columns).map((one) => one.code),
  ).toEqual(["PN2104", "PN2104", "PN2201", "PN2104"]);
});
