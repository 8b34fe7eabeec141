import { expect, test } from "vitest";
import { mended, problemOf, problemsOf, scopeOf, typed, typeText } from "./support.js";

const trips = { fare_amount: "double", tip: "double!", Id: "bigint" };

test("a column has its declared type, name and nullability", () => {
  expect(typeText("fare_amount", trips)).toBe("double");
  expect(typeText("tip", trips)).toBe("double!");
  expect(typed("FARE_AMOUNT", trips)).toMatchObject({ kind: "column", name: "fare_amount" });
  expect(typed("`id`", trips)).toMatchObject({ kind: "column", name: "Id" });
});

test("an unknown column is told with the one that was meant", () => {
  const place = { file: "features.ts", start: 200, end: 211, line: 12, column: 5 };
  const scope = scopeOf(trips);
  const columns = scope.columns.map((one) => (one.name === "fare_amount" ? { ...one, place } : one));
  expect(problemOf("1 + «fare_amout»", { ...scope, columns })).toEqual({
    code: "PN2104",
    message: "source `trips` has no column `fare_amout`",
    label: "unknown column",
    help: "did you mean `fare_amount`?",
    suggestion: { span: { start: 4, end: 14 }, text: "fare_amount" },
    related: [{ message: "similar column declared here", place }],
    span: { start: 4, end: 14 },
  });
  expect(mended("1 + «fare_amout»", trips)).toBe("1 + fare_amount");
});

test("where nothing is near, the columns are listed", () => {
  expect(problemOf("«zebra»", trips).help).toBe("there is `fare_amount`, `tip`, `Id`");
  expect(problemOf("«zebra»", {}).help).toBe("there are no columns at all");
});

test("a suggested name is quoted where it has to be", () => {
  expect(mended("«odd_name»", { "odd name": "int" })).toBe("`odd name`");
});

test("columns that differ by case alone are ambiguous where they are named", () => {
  const twins = { fare: "int", Fare: "int", tip: "int" };
  expect(problemOf("«FARE» + tip", twins)).toMatchObject({
    code: "PN2101",
    message: "source `trips` has 2 columns called `FARE` but for case: `fare`, `Fare`",
  });
  expect(typeText("tip", twins)).toBe("int");
});

test("the source's own name may stand before a column", () => {
  const scope = scopeOf(trips, { qualifier: "trips" });
  expect(problemsOf("Trips.fare_amount", scope)).toEqual([]);
  expect(problemOf("trips.«fare_amout»", scope).code).toBe("PN2104");
  expect(mended("trips.«fare_amout»", scope)).toBe("fare_amount");
});

test("another qualifier is an unknown column, with the column behind it offered", () => {
  expect(mended("«t».tip + 1", trips)).toBe("tip + 1");
  expect(mended("«a».b", { "a.b": "int" })).toBe("`a.b`");
});

test("names that are properties of every object are only names", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    expect(problemOf(`«${name}»`).code).toBe("PN2104");
    expect(problemOf(`«${name}»(1)`).code).toBe("PN2301");
    expect(typed(name, JSON.parse(`{"${name}":"int"}`) as Record<string, string>)).toMatchObject({ name });
  }
});

test("the clock is refused by name too", () => {
  expect(problemOf("«current_date»").code).toBe("PN2307");
  expect(problemOf("«current_timestamp»").code).toBe("PN2307");
  expect(typeText("current_date", { current_date: "date" })).toBe("date");
});

test("inputs of a derived feature are called so", () => {
  const scope = scopeOf({ a: "int" }, { what: "derived feature `x`", noun: "input" });
  expect(problemOf("«bb»", scope)).toMatchObject({
    message: "derived feature `x` has no input `bb`",
    label: "unknown input",
  });
});
