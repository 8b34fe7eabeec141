import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { mended, problemOf, typed, typeText } from "./support.js";

const columns = {
  place: "struct<lat:double,Lon:double,deep:struct<x:int>>",
  stops: "array<struct<name:string,n:int>>",
  m: "map<string,int>",
  fare: "double",
  twins: "struct<a:int,A:int>",
};

test.each([
  ["place.lat", "double"],
  ["place.LON", "double"],
  ["place.deep.x", "int"],
  ["place['lat']", "double"],
  ["stops.name", "array<string>"],
  ["stops[0].n", "int"],
  ["m.key", "int"],
  ["transform(stops, s -> s.n)", "array<int>"],
])("%s is %s", (text, type) => {
  expect(typeText(text, columns)).toBe(type);
});

test("values by position, NULL structs giving NULL", () => {
  expect(interpret(typed("place.lon", columns), () => [1, 2, null])).toBe(2);
  expect(interpret(typed("place.lon", columns), () => null)).toBeNull();
  expect(interpret(typed("stops.n", columns), () => [["a", 1], null, ["b", null]])).toEqual([1, null, null]);
  expect(interpret(typed("m.key", columns), () => [["key", 7]])).toBe(7);
});

test("an unknown field is told with the one that was meant", () => {
  expect(mended("place.«lot»", columns)).toBe("place.lat");
  expect(problemOf("place.«zebra»", columns)).toMatchObject({
    code: "PN2102",
    help: "there is `lat`, `Lon`, `deep`",
  });
  expect(problemOf("place[«'zebra'»]", columns).code).toBe("PN2102");
});

test("fields of what has none, and of twins", () => {
  expect(problemOf("fare.«amount»", columns)).toMatchObject({
    code: "PN2103",
    message: "double has no fields, so no `amount`",
  });
  expect(problemOf("twins.«a»", columns).code).toBe("PN2101");
});
