import { expect, test } from "vitest";
import { evaluateText } from "../../src/eval/index.js";

const timeZone = "UTC";

test("rows of values as JavaScript has them", () => {
  const columns = { big: "bigint", x: "double", s: "string" };
  expect(evaluateText({ expr: "big", columns, row: { big: 9007199254740993n }, timeZone })).toMatchObject({
    type: "bigint",
    json: "9007199254740993",
    text: "9007199254740993",
  });
  expect(evaluateText({ expr: "x", columns, row: { x: NaN }, timeZone })).toMatchObject({ json: '"NaN"' });
  expect(evaluateText({ expr: "s", columns, row: { s: "a\ud83d\ude00" }, timeZone })).toMatchObject({
    text: "a\ud83d\ude00",
  });
  expect(evaluateText({ expr: "s", columns, row: { s: "a\ud800" }, timeZone }).error).toMatchObject({
    code: "PN2492",
  });
});

test("what has no JSON is a mistake", () => {
  const answer = evaluateText({ expr: "x", columns: { x: "int" }, row: { x: undefined }, timeZone });
  expect(answer.error).toMatchObject({ code: "PN2492", message: "the value of `x` is no JSON" });
});

test("the time zone is what texts are read in", () => {
  const text = (zone: string): unknown =>
    evaluateText({ expr: "timestamp '2020-01-01 00:00:00Z'", timeZone: zone });
  expect(text("UTC")).toMatchObject({ text: "2020-01-01 00:00:00" });
  expect(text("Asia/Tokyo")).toMatchObject({ text: "2020-01-01 09:00:00" });
});

test("the first mistake is given, with its help", () => {
  expect(evaluateText({ expr: "a + lenght('x')", timeZone }).error).toMatchObject({
    code: "PN2104",
    start: 0,
    end: 1,
  });
  expect(evaluateText({ expr: "lenght('x')", timeZone }).error).toMatchObject({
    help: "did you mean `length`?",
  });
});
