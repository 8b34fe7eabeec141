import { functionNames } from "@pinion/core/functions";
import { expect, test } from "vitest";
import { reasonForeign } from "../../src/check/foreign-functions.js";
import { mended, problemOf, problemsOf, typeText } from "./support.js";

const columns = { fare: "double", s: "string", n: "int" };

test("names of functions in any case", () => {
  expect(typeText("UPPER(s)", columns)).toBe("string");
});

test("an unknown function is told with the one that was meant", () => {
  expect(problemOf("«lenght»(s)", columns)).toMatchObject({
    code: "PN2301",
    message: "there is no function `lenght`",
    label: "unknown function",
    help: "did you mean `length`?",
  });
  expect(mended("1 + «lenght»(s)", columns)).toBe("1 + length(s)");
  expect(problemOf("«frobnicate_it_all»(s)", columns).suggestion).toBeUndefined();
});

test("a wrong number of arguments shows how the function is written", () => {
  const problem = problemOf("1 + «length()»", columns);
  expect(problem).toMatchObject({ code: "PN2302", message: "`length` takes 1 argument, not 0" });
  expect(problem.help).toMatch(/^write `length\(.+\)`$/);
  expect(problemOf("«length(s, 1)»", columns).message).toBe("`length` takes 1 argument, not 2");
});

test("aggregates belong to windows", () => {
  expect(problemOf("«sum»(fare)", columns)).toMatchObject({
    code: "PN2305",
    help: 'declare a window aggregation: `sum("…", { window: "7d" })`',
  });
  for (const name of ["avg", "count", "MIN", "max", "count_if", "bool_and", "collect_list"]) {
    expect(problemOf(`«${name}»(fare)`, columns).code).toBe("PN2305");
  }
});

test("window functions and generators have no value for a row", () => {
  for (const call of ["«rank»()", "«lag»(fare)", "«explode»(array(1))", "«json_tuple»(s, 'a')"]) {
    expect(problemOf(call, columns).code).toBe("PN2306");
  }
});

test("what differs each time is refused with the reason", () => {
  expect(problemOf("«rand»()").message).toBe(
    "`rand` depends on chance, and a feature must have the same value each time",
  );
  for (const call of ["«now»()", "«uuid»()", "«current_timestamp»()", "«current_user»()", "«randn»(1)"]) {
    expect(problemOf(call).code).toBe("PN2307");
  }
});

test("functions of Spark's that are left out say why", () => {
  expect(problemOf("«raise_error»('no')")).toMatchObject({
    code: "PN2310",
    message: "`raise_error` of Spark's ends the job, and a row never does, so Pinion has it not",
  });
  expect(problemOf("«aes_encrypt»(s, 'key')", columns).code).toBe("PN2310");
});

test("no name is left out that the library has", () => {
  expect([...functionNames()].filter((name) => reasonForeign(name) !== undefined)).toEqual([]);
});

test("AS names fields of structs alone", () => {
  expect(problemOf("upper(«'a' as b»)").code).toBe("PN2309");
});

test("names of fields from AS, from columns and from their place", () => {
  expect(typeText("struct(1 as a, s, n + 1)", columns)).toBe("struct<a:int,s:string,col3:int>!");
});

test("a mistake in an argument is told alone, and mistakes apart are told apart", () => {
  expect(problemOf("upper(«aaa»)", columns).code).toBe("PN2104");
  expect(problemsOf("«uper»(«aaa») + length(«bbb»)", columns).map((one) => one.code)).toEqual([
    "PN2301",
    "PN2104",
    "PN2104",
  ]);
});

test("square brackets make an array", () => {
  expect(typeText("[1, n]", columns)).toBe("array<int>!");
});
